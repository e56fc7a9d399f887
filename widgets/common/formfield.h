#pragma once

#include <QString>

#include <optional>

class QFormLayout;
class QWidget;

namespace lineup {

class TextLabel;

/// One line of a form: a label, the input, and below it what is wrong with it and what there is to know. A handle; the widgets
/// belong to the form's page.
struct FormField {
    TextLabel *label = nullptr;
    QWidget *input = nullptr;
    TextLabel *problem = nullptr;
    TextLabel *note = nullptr;
    QWidget *cell = nullptr; ///< input, problem and note

    /// The label, which is the accessible name too.
    void setName(const QString &name) const;
    /// What is wrong, in words below the input and with its frame; nothing = fine.
    void showProblem(const std::optional<QString> &text) const;
    /// A hint below the input; empty hides it.
    void showNote(const QString &text) const;
    void setVisible(bool on) const;
    bool hasProblem() const;

private:
    void describe() const;
};

/// Adds a line with `input`, called `name`, and `beside` at its end; at `row`, or at the end for −1.
FormField addFormField(QFormLayout *form, const QString &name, QWidget *input, QWidget *beside = nullptr, int row = -1);
/// A form layout with the distances that all forms have.
QFormLayout *makeFormLayout(QWidget *page);

} // namespace lineup
