#pragma once

#include "core/ports/chatbackend.h"
#include "core/run/lane.h"
#include "widgets/compare/lanevalues.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace lineup {

class PromptEdit;
class TextLabel;

/// The settings of one pane: where it answers, with which model and parameters, and what goes in front of the prompt.
/// Never asks for a key, only for the name of the variable that holds it.
class LaneEditor : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { Add, Edit };

    /// `backends` is asked for the models of a server and outlives the dialog. `localModel` names the engine's model,
    /// `sharedShots` is the number of examples that the line-up has.
    LaneEditor(Purpose purpose, const LaneSpec &lane, BackendFactory &backends, QString localModel, int sharedShots, QWidget *parent = nullptr);

    /// The lane as the fields say; valid after accepted().
    const LaneSpec &lane() const { return m_lane; }
    Purpose purpose() const { return m_purpose; }

    void accept() override;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitWidth();
    struct Field {
        TextLabel *label = nullptr;
        QWidget *input = nullptr;
        TextLabel *problem = nullptr;
        QWidget *cell = nullptr;
    };
    Field addField(QFormLayout *form, const QString &name, QWidget *input, QWidget *beside = nullptr);
    void buildWhere(QFormLayout *form);
    void buildParameters(QFormLayout *form);
    void buildPrompt(QFormLayout *form);
    void load();
    void retranslate();
    void retranslateChoices();
    void showKind();
    void showPrompt();
    void listModels();
    void showModels(const Result<std::vector<ListedModel>> &models);
    bool isServer() const;
    LaneFields fields() const;
    /// Puts everything into m_lane; false, with the problems shown, when something cannot be used.
    bool collect();
    static void showProblem(const Field &field, const std::optional<QString> &problem);

    Purpose m_purpose;
    LaneSpec m_lane;
    BackendFactory &m_backends;
    QString m_localModel;
    int m_sharedShots;
    QComboBox *m_kind;
    QLineEdit *m_baseUrl;
    QLineEdit *m_keyEnv;
    QComboBox *m_model;
    QPushButton *m_list;
    QLineEdit *m_name;
    QLineEdit *m_temperature;
    QLineEdit *m_topP;
    QLineEdit *m_maxTokens;
    QLineEdit *m_seed;
    QPlainTextEdit *m_stop;
    QComboBox *m_systemChoice;
    PromptEdit *m_system;
    QComboBox *m_shotsChoice;
    QSpinBox *m_shotsCount;
    Field m_kindField, m_baseUrlField, m_keyField, m_modelField, m_nameField, m_temperatureField, m_topPField, m_maxTokensField, m_seedField,
        m_stopField, m_systemField, m_shotsField;
    TextLabel *m_title;
    QPushButton *m_accept;
    QPushButton *m_cancel;
    bool m_hasTried = false; ///< problems are shown from the first try on
};

} // namespace lineup
