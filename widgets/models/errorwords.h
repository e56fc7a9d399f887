#pragma once

#include "core/base/error.h"

#include <QString>

namespace lineup {

/// One failure in the words of the present language.
struct ErrorWords {
    QString happened; ///< one sentence, with its full stop
    QString advice;   ///< one sentence that says what to do, with its full stop
    bool operator==(const ErrorWords &) const = default;
};

/// What happened and what to do, for every code; neither half is ever empty. Names Error::subject, and adds the technical
/// detail only where the sentence would say too little without it. The engine's and the set-up's reasons
/// (Error::providerCode: "illegal-instruction", "disk-full", …) have words of their own; an unknown reason gets those of
/// its code. Pure; follows the installed translator; any thread.
ErrorWords errorWords(const Error &error);

/// The technical part for a "Details" field, in English: code, status, the provider's words, request id, detail.
QString errorDetails(const Error &error);

} // namespace lineup
