#pragma once

#include "core/chat/parameter.h"
#include "core/run/lane.h"
#include "widgets/common/formfield.h"
#include "widgets/models/lanevalues.h"
#include "widgets/models/modeldirectory.h"

#include <QDialog>

#include <map>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QFormLayout;
class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace lineup {

class ModelField;
class ModelPicker;
class MoreParameters;
class OptionFields;
class PromptEdit;
class TextLabel;

/// The settings of one pane: where it answers, with which model and parameters, and what goes in front of the prompt.
/// Never asks for a key, only for the name of the variable that holds it.
class LaneEditor : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { Add, Edit };

    /// `models` knows the backends and their models, and outlives the dialog. `localModel` names the engine's model,
    /// `sharedShots` is the number of examples that the line-up has.
    LaneEditor(Purpose purpose, const LaneSpec &lane, ModelDirectory &models, QString localModel, int sharedShots, QWidget *parent = nullptr);

    /// The lane as the fields say; valid after accepted().
    const LaneSpec &lane() const { return m_lane; }
    Purpose purpose() const { return m_purpose; }

    void accept() override;

Q_SIGNALS:
    /// The person wants to set up a backend.
    void backendsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitWidth();
    void buildWhere(QFormLayout *form);
    void buildParameters(QFormLayout *form);
    void buildPrompt(QFormLayout *form);
    QHBoxLayout *buildFoot();
    void watch();
    void load();
    void retranslate();
    void retranslateChoices();
    /// Every place that a lane can have: what is offered, every provider, and what the lane has now.
    void fillChoices();
    int choiceOf(const BackendRef &ref) const;
    const ModelPlace &choice() const;
    /// The provider's own settings; those of a backend that was set up stand there.
    void showOptions(const std::map<std::string, std::string> &values);
    void showKind();
    void showModel();
    void showPrompt();
    void openPicker(const QString &typed);
    void takeModel(const BackendRef &ref, const std::string &model);
    AddressNeed addressNeed() const;
    LaneFields fields() const;
    /// The backend as the fields say; nothing when they cannot be used.
    std::optional<BackendRef> typedBackend() const;
    /// Puts everything into m_lane; false, with the problems shown, when something cannot be used.
    bool collect();
    void collectPrompt(LaneSpec &lane) const;
    void focusFirstProblem();
    const FormField &fieldOf(Parameter parameter) const;
    /// Says below each parameter whether the model takes it.
    void showNotTaken();

    Purpose m_purpose;
    LaneSpec m_lane;
    ModelDirectory &m_models;
    QString m_localModel;
    int m_sharedShots;
    std::vector<ModelPlace> m_choices; ///< in the order of m_kind
    std::string m_model;               ///< the chosen one
    QComboBox *m_kind;
    QLineEdit *m_baseUrl;
    QLineEdit *m_keyEnv;
    OptionFields *m_options = nullptr;
    ModelField *m_modelField;
    ModelPicker *m_picker;
    QLineEdit *m_name;
    QLineEdit *m_temperature;
    QLineEdit *m_topP;
    QLineEdit *m_maxTokens;
    QLineEdit *m_seed;
    QPlainTextEdit *m_stop;
    MoreParameters *m_more;
    QComboBox *m_systemChoice;
    PromptEdit *m_system;
    QComboBox *m_shotsChoice;
    QSpinBox *m_shotsCount;
    FormField m_kindLine, m_baseUrlLine, m_keyLine, m_modelLine, m_nameLine, m_temperatureLine, m_topPLine, m_maxTokensLine, m_seedLine, m_stopLine,
        m_systemLine, m_shotsLine;
    TextLabel *m_title;
    QPushButton *m_accept;
    QPushButton *m_cancel;
    bool m_hasTried = false; ///< problems are shown from the first try on
};

} // namespace lineup
