#pragma once

#include "core/backend/providerdescriptor.h"
#include "core/catalog/modelfacts.h"
#include "core/run/lane.h"

#include <QLocale>
#include <QString>

namespace lineup::modelwords {

/// What is known of models and of the places where they answer, in the words of the present language. Pure; any thread.

/// "open source", "open weights", "proprietary"; empty when nobody knows.
QString openness(std::optional<Openness> openness);
/// "deprecated, ends 1 Mar 2027", "retired on 3 Feb 2026"; empty for an active one. `date` is YYYY-MM-DD or empty.
QString status(ModelStatus status, const std::string &date, const QLocale &locale = QLocale());
/// "131K", "1.05M", "512": tokens in powers of 1000, at most three digits.
QString tokensShort(std::int64_t tokens, const QLocale &locale = QLocale());
/// "$1.25 / $10": input and output, a part that is not known as a dash. Empty without a price.
QString price(const std::optional<PriceRule> &price, const QLocale &locale = QLocale());
/// "per 1M, 27 Oct 2026": what the price is for, and of which day it is.
QString priceBasis(const PriceRule &price, const QLocale &locale = QLocale());
/// "local" for the person's own machines, else "remote".
QString reach(bool isLocal);

/// "images", "tools": what a model can do or takes, in a word or two.
QString capability(Capability capability);
/// "Server: images, tools. Catalog: context 131K, output up to 8K. Price: …": what is known of a model, by who says so. Empty when
/// nothing is.
QString capabilities(const ModelFacts &facts, const QLocale &locale = QLocale());

/// The name of a provider as it stands on the screen: its own, but for the few that have no name of their own ("This computer").
QString providerName(const ProviderDescriptor &provider);
/// Label and help of an option of a provider; in English where no translation is known.
QString optionLabel(const ProviderOption &option);
QString optionHelp(const ProviderOption &option);
/// "api.openai.com", "127.0.0.1:11434": the host of `baseUrl` and the port that it names; the text itself when it is no address.
QString hostOf(const std::string &baseUrl);
/// "https://api.openai.com:443": what a key that is entered for an address is bound to; empty when it is no address.
std::string originOf(const std::string &baseUrl);
/// Whether an address is on this computer.
bool isLoopback(const std::string &baseUrl);

} // namespace lineup::modelwords
