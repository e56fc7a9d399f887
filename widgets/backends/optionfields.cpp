#include "widgets/backends/optionfields.h"

#include "widgets/models/modelwords.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace lineup {

OptionFields::OptionFields(QFormLayout *form, int after, QString prefix, QObject *parent)
    : QObject(parent), m_form(form), m_after(after), m_prefix(std::move(prefix))
{
}

void OptionFields::show(const ProviderDescriptor &provider, const Values &values)
{
    for (const Line &line : m_lines)
        m_form->removeRow(line.field.cell);
    m_lines.clear();
    for (const ProviderOption &option : provider.options) {
        const auto set = values.find(option.id);
        m_lines.push_back(makeLine(option, set == values.end() ? std::string() : set->second, m_after + count()));
    }
    retranslate();
}

OptionFields::Line OptionFields::makeLine(const ProviderOption &option, const std::string &value, int row)
{
    return {option, addFormField(m_form, m_prefix + QString::fromStdString(option.id), makeInput(option, value), nullptr, row)};
}

QWidget *OptionFields::makeInput(const ProviderOption &option, const std::string &value)
{
    if (option.kind == ProviderOption::Kind::Choice) {
        auto *choice = new QComboBox(m_form->parentWidget());
        choice->addItem(QString(), QString());
        for (const std::string &each : option.choices)
            choice->addItem(QString::fromStdString(each), QString::fromStdString(each));
        // A value of another version is kept as it is.
        if (!value.empty() && choice->findData(QString::fromStdString(value)) < 0)
            choice->addItem(QString::fromStdString(value), QString::fromStdString(value));
        choice->setCurrentIndex(choice->findData(QString::fromStdString(value)));
        connect(choice, &QComboBox::activated, this, &OptionFields::edited);
        return choice;
    }
    auto *line = new QLineEdit(QString::fromStdString(value), m_form->parentWidget());
    connect(line, &QLineEdit::editingFinished, this, &OptionFields::edited);
    return line;
}

OptionFields::Values OptionFields::values() const
{
    Values values;
    for (const Line &line : m_lines) {
        QString value;
        if (const auto *choice = qobject_cast<const QComboBox *>(line.field.input))
            value = choice->currentData().toString();
        else
            value = static_cast<const QLineEdit *>(line.field.input)->text().trimmed();
        if (!value.isEmpty())
            values[line.option.id] = value.toStdString();
    }
    return values;
}

void OptionFields::retranslate()
{
    for (const Line &line : m_lines) {
        line.field.setName(modelwords::optionLabel(line.option));
        line.field.showNote(modelwords::optionHelp(line.option));
        const QString own = QString::fromStdString(line.option.defaultValue);
        if (auto *choice = qobject_cast<QComboBox *>(line.field.input)) {
            //: a choice that is left to the provider; %1 is what it then is
            choice->setItemText(0, own.isEmpty() ? tr("Provider's own") : tr("Provider's own (%1)").arg(own));
            continue;
        }
        auto *edit = static_cast<QLineEdit *>(line.field.input);
        if (line.option.kind == ProviderOption::Kind::Command)
            edit->setPlaceholderText(tr("A program with arguments that prints the token"));
        else if (!own.isEmpty())
            edit->setPlaceholderText(own);
        else if (!line.option.variables.empty())
            //: in an empty field; %1 is the name of an environment variable
            edit->setPlaceholderText(tr("Empty: from %1").arg(QString::fromStdString(line.option.variables.front())));
    }
}

} // namespace lineup
