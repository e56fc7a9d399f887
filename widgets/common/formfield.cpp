#include "widgets/common/formfield.h"

#include "widgets/common/textlabel.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QStringList>
#include <QVBoxLayout>

namespace lineup {

namespace {

TextLabel *makeLine(const QString &name, ColorRole role, QWidget *parent)
{
    auto *line = new TextLabel(TypeStep::Label, role, parent);
    line->setObjectName(name);
    line->setWordWrap(true);
    line->hide();
    return line;
}

} // namespace

void FormField::setName(const QString &name) const
{
    label->setText(name);
    input->setAccessibleName(name);
}

void FormField::showProblem(const std::optional<QString> &text) const
{
    problem->setText(text.value_or(QString()));
    problem->setVisible(text.has_value());
    setFieldState(input, text ? FieldState::Wrong : FieldState::Plain);
    describe();
}

void FormField::showNote(const QString &text) const
{
    note->setText(text);
    note->setVisible(!text.isEmpty());
    describe();
}

void FormField::describe() const
{
    QStringList sentences{problem->text(), note->text()};
    sentences.removeAll(QString());
    input->setAccessibleDescription(sentences.join(QLatin1Char(' ')));
}

void FormField::setVisible(bool on) const
{
    label->setVisible(on);
    cell->setVisible(on);
}

bool FormField::hasProblem() const
{
    return !problem->text().isEmpty();
}

FormField addFormField(QFormLayout *form, const QString &name, QWidget *input, QWidget *beside, int row)
{
    QWidget *page = form->parentWidget();
    FormField field;
    field.input = input;
    field.label = new TextLabel(TypeStep::Body, ColorRole::Text2, page);
    field.label->setMinimumHeight(metrics::kFieldHeight);
    field.label->setBuddy(input);
    field.problem = makeLine(name + QStringLiteral("Problem"), ColorRole::Error, page);
    field.note = makeLine(name + QStringLiteral("Note"), ColorRole::Text3, page);
    input->setObjectName(name);
    field.cell = new QWidget(page);
    auto *column = new QVBoxLayout(field.cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace1);
    if (beside) {
        auto *line = new QHBoxLayout;
        line->setSpacing(metrics::kSpace2);
        line->addWidget(input, 1);
        line->addWidget(beside);
        column->addLayout(line);
    } else {
        column->addWidget(input);
    }
    column->addWidget(field.problem);
    column->addWidget(field.note);
    if (row < 0)
        form->addRow(field.label, field.cell);
    else
        form->insertRow(row, field.label, field.cell);
    return field;
}

QFormLayout *makeFormLayout(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(metrics::kSpace4);
    form->setVerticalSpacing(metrics::kSpace3);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace lineup
