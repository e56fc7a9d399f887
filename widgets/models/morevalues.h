#pragma once

#include "core/chat/chatrequest.h"

#include <QLocale>
#include <QString>

#include <optional>

namespace lineup {

/// The rarer parameters of a lane as a person types them, and what is wrong with them. Plain functions, as in lanevalues.h.
struct MoreFields {
    QString topK; ///< empty = the server's own, likewise below
    QString presencePenalty;
    QString frequencyPenalty;
    QString reasoningEffort;
    QString reasoningTokens;
    QString topLogprobs;
    QString jsonSchema; ///< a JSON object
    QString tools;      ///< a JSON array of {"name", "description", "parameters"}, or as OpenAI or Anthropic take them
    QString extra;      ///< a JSON object
    bool streams = true;
    bool operator==(const MoreFields &) const = default;
};

/// One translated sentence per field that cannot be used; not set = fine.
struct MoreProblems {
    std::optional<QString> topK;
    std::optional<QString> presencePenalty;
    std::optional<QString> frequencyPenalty;
    std::optional<QString> reasoningEffort;
    std::optional<QString> reasoningTokens;
    std::optional<QString> topLogprobs;
    std::optional<QString> jsonSchema;
    std::optional<QString> tools;
    std::optional<QString> extra;
    bool isEmpty() const
    {
        return !topK && !presencePenalty && !frequencyPenalty && !reasoningEffort && !reasoningTokens && !topLogprobs && !jsonSchema && !tools && !extra;
    }
};

MoreFields moreFieldsOf(const Parameters &parameters, const QLocale &locale = QLocale());
/// Puts the fields into `parameters` as far as they are fine; says what is not.
MoreProblems applyMoreFields(Parameters &parameters, const MoreFields &fields, const QLocale &locale = QLocale());
/// How many of these parameters are set.
int moreCount(const Parameters &parameters);

} // namespace lineup
