#include "core/engine/localmodel.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>

namespace lineup {

namespace {

using nlohmann::json;

Unexpected<Error> wrong(std::string what)
{
    return makeError(ErrorCode::BadInput, "packages.json: " + std::move(what));
}

std::string textOf(const json &object, const char *key)
{
    const std::string *text = findString(object, key);
    return text ? *text : std::string();
}

bool isPackage(const std::vector<EnginePackage> &packages, const std::string &name)
{
    return std::ranges::find(packages, name, &EnginePackage::name) != packages.end();
}

PackagePath pathOf(const json &object)
{
    return {textOf(object, "package"), textOf(object, "path")};
}

Result<JoinedFile> parseJoined(const json &object)
{
    JoinedFile joined;
    joined.name = textOf(object, "name");
    joined.bytes = findInt(object, "bytes").value_or(0);
    joined.sha256 = textOf(object, "sha256");
    if (const json *parts = findArray(object, "parts")) {
        for (const json &part : *parts)
            joined.parts.push_back(pathOf(part));
    }
    if (joined.name.empty() || joined.name.find('/') != std::string::npos || joined.bytes <= 0 || joined.sha256.size() != 64 || joined.parts.empty())
        return wrong("joined file");
    return joined;
}

Result<LocalModel> parseModel(const json &object, const std::vector<EnginePackage> &packages)
{
    LocalModel model;
    model.id = textOf(object, "id");
    model.label = textOf(object, "label");
    model.licence = textOf(object, "licence");
    model.isBase = findBool(object, "base").value_or(false);
    if (model.id.empty() || model.label.empty() || model.licence.empty())
        return wrong("id, label or licence of a model");
    if (const json *names = findArray(object, "packages")) {
        for (const json &name : *names)
            model.packages.push_back(name.is_string() ? name.get<std::string>() : std::string());
    }
    if (model.packages.empty() || !std::ranges::all_of(model.packages, [&](const std::string &name) { return isPackage(packages, name); }))
        return wrong("packages of " + model.id);
    if (const json *joined = findObject(object, "joined")) {
        auto file = parseJoined(*joined);
        if (!file)
            return Unexpected{file.error()};
        model.joined = *std::move(file);
    }
    if (const json *terms = findObject(object, "terms"))
        model.terms = pathOf(*terms);
    return model;
}

/// Letters and digits in small letters.
std::string folded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
    }
    return out;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string_view tagName(std::string_view tag)
{
    if (!tag.empty() && tag.front() == '/')
        tag.remove_prefix(1);
    return tag.substr(0, tag.find_first_of(" \t\r\n/"));
}

/// The part between the first `<name …>` and its `</name`, or everything.
std::string_view element(std::string_view html, const std::string &small, const std::string &name)
{
    const auto begin = small.find('<' + name);
    const auto end = begin == std::string::npos ? begin : small.find("</" + name, begin);
    return end == std::string::npos ? html : html.substr(begin, end - begin);
}

void addEntity(std::string_view entity, std::string &text)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kEntities{{{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"},
        {"#x27", "'"}, {"nbsp", " "}, {"ldquo", "“"}, {"rdquo", "”"}, {"lsquo", "‘"}, {"rsquo", "’"}, {"mdash", "—"}}};
    for (const auto &[name, value] : kEntities) {
        if (entity == name) {
            text += value;
            return;
        }
    }
    text += '&';
    text += entity;
    text += ';';
}

/// One line end at most two in a row, no blanks around it.
void addBreak(std::string &text)
{
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    if (!text.empty() && !text.ends_with("\n\n"))
        text += '\n';
}

} // namespace

Result<std::vector<LocalModel>> parseLocalModels(std::string_view bytes, const std::vector<EnginePackage> &packages)
{
    const auto root = parseJson(bytes, kFileJsonDepth);
    const json *list = root ? findArray(*root, "models") : nullptr;
    if (!list || list->empty())
        return wrong("no list of models");
    std::vector<LocalModel> models;
    for (const json &entry : *list) {
        auto model = parseModel(entry, packages);
        if (!model)
            return Unexpected{model.error()};
        models.push_back(*std::move(model));
    }
    return models;
}

std::vector<EnginePackage> packagesOf(const LocalModel &model, const std::vector<EnginePackage> &packages)
{
    std::vector<EnginePackage> own;
    for (const std::string &name : model.packages) {
        if (const auto found = std::ranges::find(packages, name, &EnginePackage::name); found != packages.end())
            own.push_back(*found);
    }
    return own;
}

const LocalModel *findLocalModel(const std::vector<LocalModel> &models, std::string_view name)
{
    const std::string wanted = folded(name);
    if (wanted.empty())
        return nullptr;
    const LocalModel *begins = nullptr;
    bool isAmbiguous = false;
    for (const LocalModel &model : models) {
        for (const std::string &own : {folded(model.id), folded(model.label), folded(model.joined ? model.joined->name : "")}) {
            if (own == wanted)
                return &model;
            if (!own.starts_with(wanted))
                continue;
            isAmbiguous = isAmbiguous || (begins && begins != &model);
            begins = &model;
        }
    }
    return isAmbiguous ? nullptr : begins;
}

std::string plainTextOfPage(std::string_view html)
{
    const std::string whole = lowered(html);
    html = element(html, whole, whole.find("<article") != std::string::npos ? "article" : "body");
    const std::string small = lowered(html);
    constexpr std::array<std::string_view, 14> kBlocks{"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr", "table", "section", "article"};
    std::string text;
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            const auto end = html.find('>', i);
            if (end == std::string_view::npos)
                break;
            const std::string_view name = tagName(std::string_view(small).substr(i + 1, end - i - 1));
            i = end + 1;
            if (name == "script" || name == "style") {
                const auto close = small.find("</" + std::string(name), i);
                i = close == std::string::npos || small[end - name.size()] == '/' ? i : close;
            }
            if (std::ranges::find(kBlocks, name) != kBlocks.end())
                addBreak(text);
        } else if (const auto semicolon = html[i] == '&' ? html.substr(i, 10).find(';') : std::string_view::npos; semicolon != std::string_view::npos) {
            addEntity(html.substr(i + 1, semicolon - 1), text);
            i += semicolon + 1;
        } else {
            const bool isBlank = html[i] == ' ' || html[i] == '\n' || html[i] == '\t' || html[i] == '\r';
            if (!isBlank)
                text += html[i];
            else if (!text.empty() && text.back() != ' ' && text.back() != '\n')
                text += ' ';
            ++i;
        }
    }
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

} // namespace lineup
