#pragma once

#include "core/chat/parameter.h"
#include "widgets/common/formfield.h"
#include "widgets/models/morevalues.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace lineup {

class FoldSection;

/// The rarer parameters of a lane, folded away behind "More parameters".
class MoreParameters : public QWidget {
    Q_OBJECT
public:
    explicit MoreParameters(QWidget *parent = nullptr);

    void load(const Parameters &parameters);
    /// Puts the fields into `parameters`; false, with the problems shown and the fold open, when something cannot be used.
    bool collect(Parameters &parameters);
    /// As collect(), as far as the fields are fine and without a word.
    void apply(Parameters &parameters) const;
    /// The first input that has a problem; null without one.
    QWidget *firstProblem() const;
    /// The line of a parameter; null for one that stands elsewhere.
    const FormField *fieldOf(Parameter parameter) const;
    void retranslate();

Q_SIGNALS:
    /// The person has changed something and left it.
    void edited();
    /// The person types.
    void typed();

private:
    QLineEdit *addLine(FormField &field, const QString &name);
    QPlainTextEdit *addCode(FormField &field, const QString &name);
    void build();
    MoreFields fields() const;
    void showSummary();

    QWidget *m_page;
    QFormLayout *m_form;
    FoldSection *m_fold;
    QComboBox *m_effort;
    QComboBox *m_streams;
    FormField m_effortField, m_tokensField, m_topKField, m_presenceField, m_frequencyField, m_logprobsField, m_streamsField, m_schemaField, m_toolsField,
        m_extraField;
    QLineEdit *m_tokens = nullptr;
    QLineEdit *m_topK = nullptr;
    QLineEdit *m_presence = nullptr;
    QLineEdit *m_frequency = nullptr;
    QLineEdit *m_logprobs = nullptr;
    QPlainTextEdit *m_schema = nullptr;
    QPlainTextEdit *m_tools = nullptr;
    QPlainTextEdit *m_extra = nullptr;
};

} // namespace lineup
