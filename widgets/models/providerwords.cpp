#include "widgets/models/providerwords.h"

#include <QCoreApplication>

#include <array>

namespace lineup::providerwords {

namespace {

constexpr auto kContext = "lineup::ProviderWords";

/// As they stand in backends/providers.
constexpr std::array kTexts{
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Route"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "How prompts are sent: as a chat, or as a text that a base model continues."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Organization"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Sent as OpenAI-Organization; needed only for a key that belongs to several."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Project"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Sent as OpenAI-Project."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Deployment"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Name of the deployment; without it the model's name is taken for it."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "API version"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "A date such as 2024-10-21 for addresses with the deployment in them; empty for the v1 API."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Token command"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Prints an Entra token, such as: az account get-access-token --resource https://cognitiveservices.azure.com"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Header for the key"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Where the key goes; by itself an access token is told from a key."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Beta features"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Names of beta features, separated by commas, for the header anthropic-beta."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Bill to"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "The organisation that pays, sent as X-HF-Bill-To."),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "Region"),
    QT_TRANSLATE_NOOP("lineup::ProviderWords", "The AWS region that answers, such as eu-central-1."),
};

} // namespace

QString translated(const std::string &english)
{
    return english.empty() ? QString() : QCoreApplication::translate(kContext, english.c_str());
}

std::span<const char *const> known()
{
    return kTexts;
}

} // namespace lineup::providerwords
