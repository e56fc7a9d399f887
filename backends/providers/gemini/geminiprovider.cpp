#include "backends/providers/gemini/geminiprovider.h"

#include "backends/net/endpoint.h"
#include "backends/providers/gemini/geminibody.h"
#include "backends/providers/gemini/geminiprotocol.h"
#include "backends/providers/wire/baseaddress.h"

namespace lineup::gemini {

namespace {

/// Takes off a pasted "/models/gemini-2.5-pro:generateContent".
std::string withoutMethod(const std::string &url, chat::Notes &notes)
{
    const auto models = url.find("/models/");
    const auto colon = url.find(':', models == std::string::npos ? url.size() : models);
    if (colon == std::string::npos)
        return url;
    notes.push_back("base URL: took off " + url.substr(models));
    return url.substr(0, models);
}

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools)
{
    chat::Notes notes;
    auto address = wire::baseAddress(withoutMethod(config.baseUrl, notes), {{"/openai", "/models"}, {}, "/v1beta"});
    if (!address)
        return Unexpected{address.error()};
    notes.insert(notes.end(), address->notes.begin(), address->notes.end());
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty())
        secrets.push_back({"x-goog-api-key", {}, config.key});
    else if (const auto endpoint = net::parseEndpoint(address->url); endpoint && !endpoint->isLoopback())
        return makeError(ErrorCode::KeyMissing, "Gemini needs a key", "GOOGLE_API_KEY");
    return makeProtocolBackend(std::make_shared<GeminiProtocol>(address->url, std::move(secrets)), address->url, config, tools, std::move(notes));
}

} // namespace

Provider provider()
{
    ProviderDescriptor descriptor;
    descriptor.id = kProviderId;
    descriptor.name = "Google Gemini";
    descriptor.defaultBaseUrl = "https://generativelanguage.googleapis.com/v1beta";
    descriptor.keyVariables = {"GOOGLE_API_KEY", "GEMINI_API_KEY"};
    for (const Capability capability : {Capability::Streaming, Capability::SystemMessage, Capability::Vision, Capability::Tools,
                                        Capability::StructuredOutput, Capability::Reasoning, Capability::Seed, Capability::Temperature,
                                        Capability::TopP, Capability::StopWords, Capability::TokenCount})
        descriptor.capabilities[capability] = {true};
    descriptor.keyPage = "https://aistudio.google.com/apikey";
    return {std::move(descriptor), make};
}

} // namespace lineup::gemini
