#include "backends/providers/openaicompatible/compatibleapi.h"

#include "core/base/json.h"

namespace lineup::openaicompatible {

namespace {

constexpr int kNotFound = 404;
constexpr char kVersion[] = "/v1";

} // namespace

CompatibleApi::CompatibleApi(ApiBase base, std::vector<net::SecretHeader> secrets, Quirks quirks)
    : m_base(std::move(base)), m_secrets(std::move(secrets)), m_quirks(std::move(quirks))
{
}

Quirks CompatibleApi::quirksFor(const ChatRequest &request) const
{
    Quirks quirks = m_quirks;
    if (quirks.perModel)
        quirks.perModel(request, quirks);
    quirks.sendsStreamOptions = quirks.sendsStreamOptions && !m_refusesStreamOptions;
    LearntModel learnt = m_learnt.of(request.model);
    quirks.notTaken.merge(learnt.notTaken);
    quirks.refusedEfforts = std::move(learnt.refusedEfforts);
    quirks.maxTokensName = learnt.maxTokensName.value_or(quirks.maxTokensName);
    quirks.systemRole = learnt.systemRole.value_or(quirks.systemRole);
    return quirks;
}

std::vector<Parameter> CompatibleApi::parametersNotTaken(const ChatRequest &request) const
{
    return leftOut(request.parameters, quirksFor(request));
}

net::TransferRequest CompatibleApi::call(const char *method, const std::string &path) const
{
    net::TransferRequest call;
    call.method = method;
    call.url = m_base.url + m_version + path;
    if (!m_quirks.query.empty())
        call.url += '?' + m_quirks.query;
    call.headers = m_quirks.headers;
    call.secretHeaders = m_secrets;
    return call;
}

net::TransferRequest CompatibleApi::chatCallTo(const std::string &path, std::string body, bool streams) const
{
    net::TransferRequest chat = call("POST", path);
    chat.headers.add("Content-Type", "application/json");
    chat.headers.add("Accept", streams ? "text/event-stream" : "application/json");
    chat.headers.add("Cache-Control", "no-cache");
    chat.body = std::move(body);
    return chat;
}

bool CompatibleApi::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes)
{
    return addVersion(error, call) || adaptParameters(error, request, notes);
}

bool CompatibleApi::addVersion(const Error &error, const net::TransferRequest &call)
{
    const bool isWrongPlace = error.httpStatus == kNotFound && error.code == ErrorCode::BadReply;
    if (!isWrongPlace || m_base.hasVersion || call.url.starts_with(m_base.url + kVersion + '/'))
        return false;
    // Unless another request has learnt it meanwhile.
    if (m_version.empty()) {
        m_version = kVersion;
        m_isVersionSure = false;
    }
    return true;
}

void CompatibleApi::noteHead(const net::TransferRequest &call, const net::TransferHead &head, chat::Notes &notes)
{
    if (m_version.empty() || m_isVersionSure || !call.url.starts_with(m_base.url + m_version + '/'))
        return;
    if (head.status == kNotFound) {
        m_version.clear(); // not there either
        return;
    }
    m_isVersionSure = true;
    notes.push_back("base URL: added " + m_version + " after a 404");
}

bool CompatibleApi::adaptParameters(const Error &error, const ChatRequest &request, chat::Notes &notes)
{
    if (error.httpStatus != 400 && error.httpStatus != 422)
        return false;
    const std::string said = error.providerMessage.value_or("") + error.excerpt;
    // Also when another request has learnt it meanwhile: this one goes again too.
    if (m_quirks.sendsStreamOptions && request.parameters.streams && said.find("stream_options") != std::string::npos) {
        m_refusesStreamOptions = true;
        notes.push_back("sent again without stream_options, which this server does not take");
        return true;
    }
    const auto refusal = refusalOf(error);
    return refusal && learn(*refusal, request, notes);
}

bool CompatibleApi::learn(const Refusal &refusal, const ChatRequest &request, chat::Notes &notes)
{
    const Quirks quirks = quirksFor(request);
    return learnFrom(refusal, request, quirks.maxTokensName, quirks.systemRole, m_learnt, notes);
}

std::optional<net::TransferRequest> CompatibleApi::modelsCall(const std::string &)
{
    return call("GET", m_quirks.modelsPath);
}

Result<chat::ModelPage> CompatibleApi::readModels(std::string_view body) const
{
    auto models = modelsIn(body);
    if (!models)
        return Unexpected{models.error()};
    return chat::ModelPage{*std::move(models), {}};
}

Result<std::vector<ListedModel>> modelsIn(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const nlohmann::json *list = root->is_array() ? &*root : findArray(*root, "data");
    if (!list)
        list = findArray(*root, "models");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    std::vector<ListedModel> models;
    for (const nlohmann::json &item : *list) {
        ListedModel model;
        for (const char *key : {"id", "name", "model"}) {
            if (const std::string *id = findString(item, key); id && model.id.empty())
                model.id = *id;
        }
        for (const char *key : {"context_length", "max_model_len", "max_context_length", "context_window"}) {
            if (!model.contextLength)
                model.contextLength = findInt(item, key);
        }
        // OpenAI's "shutdown_date": null for a model that stays.
        model.isRetired = findValue(item, "shutdown_date") != nullptr;
        if (!model.id.empty())
            models.push_back(std::move(model));
    }
    return models;
}

} // namespace lineup::openaicompatible
