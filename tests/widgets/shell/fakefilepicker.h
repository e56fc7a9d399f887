#pragma once

#include "widgets/common/filepicker.h"

#include <vector>

namespace lineup::test {

/// Answers every file question with the next path; an empty one is a person who gives up.
class FakeFilePicker final : public FilePicker {
public:
    void askOpen(QWidget *, const Question &question, Done done) override { answer(question, done); }
    void askSave(QWidget *, const Question &question, Done done) override { answer(question, done); }

    QString next;
    std::vector<Question> questions;

private:
    void answer(const Question &question, const Done &done)
    {
        questions.push_back(question);
        if (!next.isEmpty())
            done(next);
    }
};

} // namespace lineup::test
