#include "widgets/models/modelwords.h"

#include "widgets/models/format.h"
#include "widgets/models/providerwords.h"

#include <QCoreApplication>
#include <QDate>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

namespace lineup::modelwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lineup::ModelWords)
};

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

QDate dateOf(const std::string &text)
{
    return QDate::fromString(QString::fromStdString(text), Qt::ISODate);
}

QString part(const std::optional<std::int64_t> &nano, const std::string &currency, const QLocale &locale)
{
    return nano ? format::money({*nano, currency}, std::nullopt, locale) : format::unknown();
}

} // namespace

QString openness(std::optional<Openness> openness)
{
    if (!openness)
        return {};
    switch (*openness) {
    //: how open a model is: licence approved by the OSI, data and recipe published
    case Openness::OpenSource: return Words::tr("open source");
    //: how open a model is: its weights can be downloaded
    case Openness::OpenWeights: return Words::tr("open weights");
    //: how open a model is: only an interface
    case Openness::Proprietary: return Words::tr("proprietary");
    }
    return {};
}

QString status(ModelStatus status, const std::string &date, const QLocale &locale)
{
    const QDate day = dateOf(date);
    switch (status) {
    case ModelStatus::Active: return {};
    case ModelStatus::Deprecated: return day.isValid() ? Words::tr("deprecated, ends %1").arg(format::date(day, locale)) : Words::tr("deprecated");
    case ModelStatus::Retired: return day.isValid() ? Words::tr("retired on %1").arg(format::date(day, locale)) : Words::tr("retired");
    }
    return {};
}

QString tokensShort(std::int64_t tokens, const QLocale &locale)
{
    if (tokens < 1000)
        return locale.toString(static_cast<qlonglong>(tokens));
    double value = static_cast<double>(tokens) / 1000;
    const bool isMillions = value >= 999.5;
    if (isMillions)
        value /= 1000;
    const QString number = format::number(value, isMillions && value < 10 ? 2 : 0, locale);
    //: thousands of tokens, as short as possible
    return isMillions ? Words::tr("%1M").arg(number) : Words::tr("%1K").arg(number);
}

QString price(const std::optional<PriceRule> &price, const QLocale &locale)
{
    if (!price || (!price->input && !price->output))
        return {};
    //: price of a million tokens: what goes in, what comes out
    return Words::tr("%1 / %2").arg(part(price->input, price->currency, locale), part(price->output, price->currency, locale));
}

QString priceBasis(const PriceRule &price, const QLocale &locale)
{
    const QDate day = dateOf(price.asOf);
    //: under a price: per million tokens, as it was on that day
    return day.isValid() ? Words::tr("per 1M, %1").arg(format::date(day, locale)) : Words::tr("per 1M tokens");
}

QString reach(bool isLocal)
{
    //: where a model answers: on a machine of the person's own
    return isLocal ? Words::tr("local")
                   //: where a model answers: somewhere on the internet
                   : Words::tr("remote");
}

QString capability(Capability capability)
{
    switch (capability) {
    //: what a model can do, in a list: answers come word by word
    case Capability::Streaming: return Words::tr("streaming");
    case Capability::SystemMessage: return Words::tr("system prompt");
    //: what a model can do, in a list: it reads pictures
    case Capability::Vision: return Words::tr("images");
    case Capability::Tools: return Words::tr("tools");
    //: what a model can do, in a list: answers that keep to a JSON schema
    case Capability::StructuredOutput: return Words::tr("JSON schema");
    //: what a model can do, in a list: it thinks before it answers
    case Capability::Reasoning: return Words::tr("thinking");
    case Capability::Logprobs: return Words::tr("log probabilities");
    case Capability::Seed: return Words::tr("seed");
    case Capability::Temperature: return Words::tr("temperature");
    case Capability::TopP: return Words::tr("top-p");
    case Capability::TopK: return Words::tr("top-k");
    case Capability::StopWords: return Words::tr("stop words");
    case Capability::Penalties: return Words::tr("penalties");
    case Capability::TokenCount: return Words::tr("token count");
    case Capability::Embeddings: return Words::tr("embeddings");
    }
    return {};
}

QString capabilities(const ModelFacts &facts, const QLocale &locale)
{
    QStringList sentences;
    for (const CapabilitySource source : {CapabilitySource::Server, CapabilitySource::Catalog, CapabilitySource::Provider}) {
        QStringList words;
        if (facts.contextLength && facts.contextSource == source)
            words << Words::tr("context %1").arg(tokensShort(*facts.contextLength, locale));
        for (const auto &[each, fact] : facts.capabilities) {
            if (fact.source == source)
                //: what a model cannot do, in a list; %1 is "tools"
                words << (fact.has ? capability(each) : Words::tr("no %1").arg(capability(each)));
        }
        if (words.isEmpty())
            continue;
        const QString all = words.join(QStringLiteral(", "));
        //: who says what a model can do, and what it is
        sentences << (source == CapabilitySource::Server    ? Words::tr("Server: %1.").arg(all)
                      : source == CapabilitySource::Catalog ? Words::tr("Catalog: %1.").arg(all)
                                                            : Words::tr("Provider: %1.").arg(all));
    }
    if (facts.price && !facts.price->source.empty())
        sentences << Words::tr("Price: %1.").arg(QString::fromStdString(facts.price->source));
    return sentences.join(QLatin1Char(' '));
}

QString providerName(const ProviderDescriptor &provider)
{
    if (provider.id == "local")
        return Words::tr("This computer");
    if (provider.id == "openai-compatible")
        return Words::tr("OpenAI-compatible server");
    return QString::fromStdString(provider.name.empty() ? provider.id : provider.name);
}

QString optionLabel(const ProviderOption &option)
{
    return option.label.empty() ? QString::fromStdString(option.id) : providerwords::translated(option.label);
}

QString optionHelp(const ProviderOption &option)
{
    return providerwords::translated(option.help);
}

QString hostOf(const std::string &baseUrl)
{
    const QUrl url(QString::fromStdString(baseUrl));
    if (url.host().isEmpty())
        return QString::fromStdString(baseUrl);
    return url.port() > 0 ? url.host() + QLatin1Char(':') + QString::number(url.port()) : url.host();
}

std::string originOf(const std::string &baseUrl)
{
    const QUrl url(QString::fromStdString(baseUrl));
    if (url.host().isEmpty())
        return {};
    const int port = url.port(url.scheme() == QLatin1String("http") ? kHttpPort : kHttpsPort);
    const bool isNumber = url.host().contains(QLatin1Char(':'));
    const QString host = isNumber ? QStringLiteral("[%1]").arg(url.host()) : url.host();
    const QString origin = url.scheme() + QLatin1String("://") + host + QLatin1Char(':') + QString::number(port);
    return origin.toLower().toStdString();
}

bool isLoopback(const std::string &baseUrl)
{
    const QString host = QUrl(QString::fromStdString(baseUrl)).host();
    static const QRegularExpression loopback(QStringLiteral("\\A(localhost|127(\\.[0-9]+){3}|::1)\\z"));
    return loopback.match(host).hasMatch();
}

} // namespace lineup::modelwords
