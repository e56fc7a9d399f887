#include "widgets/compare/moreparameters.h"

#include "widgets/common/foldsection.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kNumberWidth = 160;
constexpr int kCodeHeight = 88;
enum Streams { Streamed, Whole };

} // namespace

MoreParameters::MoreParameters(QWidget *parent)
    : QWidget(parent), m_page(new QWidget), m_form(makeFormLayout(m_page)), m_fold(new FoldSection(QStringLiteral("laneMore"), m_page, this)),
      m_effort(new QComboBox(m_page)), m_streams(new QComboBox(m_page))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_fold);
    build();
    retranslate();
}

QLineEdit *MoreParameters::addLine(FormField &field, const QString &name)
{
    auto *line = new QLineEdit(m_page);
    field = addFormField(m_form, name, line);
    line->setFixedWidth(kNumberWidth);
    field.cell->layout()->setAlignment(line, Qt::AlignLeft);
    connect(line, &QLineEdit::textEdited, this, &MoreParameters::typed);
    connect(line, &QLineEdit::editingFinished, this, &MoreParameters::edited);
    return line;
}

QPlainTextEdit *MoreParameters::addCode(FormField &field, const QString &name)
{
    auto *code = new QPlainTextEdit(m_page);
    field = addFormField(m_form, name, code);
    code->setFixedHeight(kCodeHeight);
    code->setTabChangesFocus(true);
    connect(code, &QPlainTextEdit::textChanged, this, &MoreParameters::typed);
    return code;
}

void MoreParameters::build()
{
    m_effort->setEditable(true);
    m_effort->setInsertPolicy(QComboBox::NoInsert);
    m_effort->addItem(QString());
    for (const char *word : {"none", "minimal", "low", "medium", "high"})
        m_effort->addItem(QLatin1String(word));
    m_effortField = addFormField(m_form, QStringLiteral("laneEffort"), m_effort);
    connect(m_effort, &QComboBox::currentTextChanged, this, &MoreParameters::typed);
    connect(m_effort, &QComboBox::activated, this, &MoreParameters::edited);
    connect(m_effort->lineEdit(), &QLineEdit::editingFinished, this, &MoreParameters::edited);
    m_tokens = addLine(m_tokensField, QStringLiteral("laneReasoningTokens"));
    m_topK = addLine(m_topKField, QStringLiteral("laneTopK"));
    m_presence = addLine(m_presenceField, QStringLiteral("lanePresence"));
    m_frequency = addLine(m_frequencyField, QStringLiteral("laneFrequency"));
    m_logprobs = addLine(m_logprobsField, QStringLiteral("laneLogprobs"));
    m_streams->addItem(QString(), Streamed);
    m_streams->addItem(QString(), Whole);
    m_streamsField = addFormField(m_form, QStringLiteral("laneStreams"), m_streams);
    m_schema = addCode(m_schemaField, QStringLiteral("laneSchema"));
    m_tools = addCode(m_toolsField, QStringLiteral("laneTools"));
    m_extra = addCode(m_extraField, QStringLiteral("laneExtra"));
}

void MoreParameters::load(const Parameters &parameters)
{
    const MoreFields fields = moreFieldsOf(parameters, locale());
    m_effort->setEditText(fields.reasoningEffort);
    m_tokens->setText(fields.reasoningTokens);
    m_topK->setText(fields.topK);
    m_presence->setText(fields.presencePenalty);
    m_frequency->setText(fields.frequencyPenalty);
    m_logprobs->setText(fields.topLogprobs);
    m_streams->setCurrentIndex(fields.streams ? Streamed : Whole);
    m_schema->setPlainText(fields.jsonSchema);
    m_tools->setPlainText(fields.tools);
    m_extra->setPlainText(fields.extra);
    showSummary();
}

MoreFields MoreParameters::fields() const
{
    MoreFields fields;
    fields.topK = m_topK->text();
    fields.presencePenalty = m_presence->text();
    fields.frequencyPenalty = m_frequency->text();
    fields.reasoningEffort = m_effort->currentText();
    fields.reasoningTokens = m_tokens->text();
    fields.topLogprobs = m_logprobs->text();
    fields.jsonSchema = m_schema->toPlainText();
    fields.tools = m_tools->toPlainText();
    fields.extra = m_extra->toPlainText();
    fields.streams = m_streams->currentData().toInt() == Streamed;
    return fields;
}

bool MoreParameters::collect(Parameters &parameters)
{
    const MoreProblems problems = applyMoreFields(parameters, fields(), locale());
    m_effortField.showProblem(problems.reasoningEffort);
    m_tokensField.showProblem(problems.reasoningTokens);
    m_topKField.showProblem(problems.topK);
    m_presenceField.showProblem(problems.presencePenalty);
    m_frequencyField.showProblem(problems.frequencyPenalty);
    m_logprobsField.showProblem(problems.topLogprobs);
    m_schemaField.showProblem(problems.jsonSchema);
    m_toolsField.showProblem(problems.tools);
    m_extraField.showProblem(problems.extra);
    showSummary();
    if (!problems.isEmpty())
        m_fold->setOpen(true);
    return problems.isEmpty();
}

void MoreParameters::apply(Parameters &parameters) const
{
    static_cast<void>(applyMoreFields(parameters, fields(), locale()));
}

QWidget *MoreParameters::firstProblem() const
{
    for (const FormField *field : {&m_effortField, &m_tokensField, &m_topKField, &m_presenceField, &m_frequencyField, &m_logprobsField, &m_schemaField,
                                   &m_toolsField, &m_extraField}) {
        if (field->hasProblem())
            return field->input;
    }
    return nullptr;
}

const FormField *MoreParameters::fieldOf(Parameter parameter) const
{
    switch (parameter) {
    case Parameter::TopK: return &m_topKField;
    case Parameter::PresencePenalty: return &m_presenceField;
    case Parameter::FrequencyPenalty: return &m_frequencyField;
    case Parameter::ReasoningEffort: return &m_effortField;
    case Parameter::ReasoningTokens: return &m_tokensField;
    case Parameter::JsonSchema: return &m_schemaField;
    case Parameter::Tools: return &m_toolsField;
    case Parameter::TopLogprobs: return &m_logprobsField;
    case Parameter::Temperature:
    case Parameter::TopP:
    case Parameter::MaxTokens:
    case Parameter::Seed:
    case Parameter::Stop: break;
    }
    return nullptr;
}

void MoreParameters::showSummary()
{
    Parameters parameters;
    apply(parameters);
    const int count = moreCount(parameters);
    //: behind "More parameters": how many of them are set
    m_fold->setTitle(tr("More parameters"), count == 0 ? QString() : tr("%n set", nullptr, count));
}

void MoreParameters::retranslate()
{
    m_effortField.setName(tr("Thinking effort"));
    m_effort->lineEdit()->setAccessibleName(tr("Thinking effort"));
    m_tokensField.setName(tr("Tokens to think"));
    m_topKField.setName(tr("Top-k"));
    m_presenceField.setName(tr("Presence penalty"));
    m_frequencyField.setName(tr("Frequency penalty"));
    m_logprobsField.setName(tr("Log probabilities"));
    m_streamsField.setName(tr("The answer comes"));
    m_schemaField.setName(tr("JSON schema"));
    m_toolsField.setName(tr("Tools"));
    m_extraField.setName(tr("Own JSON fields"));
    m_streams->setItemText(Streamed, tr("Word by word"));
    m_streams->setItemText(Whole, tr("Whole, in one reply"));
    for (QLineEdit *line : {m_tokens, m_topK, m_presence, m_frequency, m_effort->lineEdit()})
        line->setPlaceholderText(tr("Server's own"));
    m_logprobs->setPlaceholderText(tr("Not asked for"));
    m_schema->setPlaceholderText(QStringLiteral("{\"type\": \"object\", \"properties\": {…}}"));
    m_tools->setPlaceholderText(QStringLiteral("[{\"name\": \"weather\", \"description\": \"…\", \"parameters\": {…}}]"));
    m_extra->setPlaceholderText(QStringLiteral("{\"min_p\": 0.1}"));
    for (QPlainTextEdit *code : {m_schema, m_tools, m_extra})
        code->setFont(themeOf(this).font(TypeStep::Code));
    showSummary();
}

} // namespace lineup
