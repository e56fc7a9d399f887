#pragma once

#include "core/run/lane.h"

#include <QLocale>
#include <QString>

#include <optional>

namespace lineup {

/// What a person typed about a lane, still as text, and what is wrong with it. Plain functions, so that the rules are
/// tested without a form.
struct LaneFields {
    QString baseUrl;
    QString keyEnv;
    QString temperature; ///< empty = the server's own, likewise below
    QString topP;
    QString maxTokens;
    QString seed;
    QString stop; ///< one stop word a line
    bool operator==(const LaneFields &) const = default;
};

/// One translated sentence per field that cannot be used; not set = fine.
struct LaneProblems {
    std::optional<QString> baseUrl;
    std::optional<QString> keyEnv;
    std::optional<QString> temperature;
    std::optional<QString> topP;
    std::optional<QString> maxTokens;
    std::optional<QString> seed;
    bool isEmpty() const { return !baseUrl && !keyEnv && !temperature && !topP && !maxTokens && !seed; }
};

/// The fields as a form shows them. Numbers in the form of `locale`.
LaneFields fieldsOf(const LaneSpec &lane, const QLocale &locale = QLocale());

/// Whether a lane has an address, and has to have one.
enum class AddressNeed {
    None,     ///< answers on this computer: address and key variable are dropped
    Optional, ///< the provider has an address of its own
    Required,
};
/// Puts the fields into `lane` as far as they are fine; says what is not.
LaneProblems applyFields(LaneSpec &lane, const LaneFields &fields, AddressNeed need, const QLocale &locale = QLocale());
/// What is wrong with the name of a variable that is to hold a key, or with a key in its place; nothing when it is fine or empty.
std::optional<QString> problemOfKeyVariable(const QString &text);
/// What is wrong with the address of a server.
std::optional<QString> problemOfAddress(const QString &text, AddressNeed need);

} // namespace lineup
