#include "backends/discovery/modelfiles.h"

#include "backends/discovery/localdiscovery.h"
#include "backends/engine/engineinstallation.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace lineup {

namespace {

constexpr int kMostEntries = 100'000;
constexpr int kDeepest = 8;

/// Ollama keeps its models under the names of their hashes.
bool mayBeModel(const QFileInfo &file)
{
    return file.fileName().endsWith(QLatin1StringView(".gguf"), Qt::CaseInsensitive) || file.fileName().startsWith(QLatin1StringView("sha256-"));
}

class Walk {
public:
    explicit Walk(const std::function<bool()> &isCancelled) : m_isCancelled(isCancelled) {}

    void folder(const QString &path, int depth)
    {
        const QString real = QFileInfo(path).canonicalFilePath();
        if (real.isEmpty() || depth > kDeepest || !m_seen.insert(real.toStdString()).second)
            return;
        const auto entries = QDir(real).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &entry : entries) {
            if (++m_entries > kMostEntries || m_isCancelled())
                return;
            if (entry.isDir())
                folder(entry.absoluteFilePath(), depth + 1);
            else if (entry.isFile() && mayBeModel(entry))
                file(entry);
        }
    }

    std::vector<FoundModelFile> found;

private:
    void file(const QFileInfo &info)
    {
        const QString real = info.canonicalFilePath();
        if (real.isEmpty() || !isFirstPart(info.fileName().toStdString()) || !m_seen.insert(real.toStdString()).second)
            return;
        const auto header = checkModelFile(real.toStdString());
        if (!header || !isLanguageModel(header->architecture))
            return;
        FoundModelFile model;
        // The name that people know it by, not the hash that it may be stored under.
        model.path = info.absoluteFilePath().toStdString();
        model.name = header->name.empty() ? info.completeBaseName().toStdString() : header->name;
        model.architecture = header->architecture;
        model.bytes = static_cast<std::uint64_t>(info.size());
        if (header->contextLength)
            model.contextLength = static_cast<std::int64_t>(std::min<std::uint64_t>(*header->contextLength, std::uint64_t{1} << 53));
        found.push_back(std::move(model));
    }

    const std::function<bool()> &m_isCancelled;
    std::set<std::string> m_seen;
    int m_entries = 0;
};

} // namespace

std::vector<std::string> LocalDiscovery::usualFolders(const std::string &home)
{
    std::vector<std::string> folders;
    for (const char *below : {"/.cache/llama.cpp", "/.cache/huggingface/hub", "/.lmstudio/models", "/.cache/lm-studio/models", "/.ollama/models/blobs",
                              "/.local/share/Jan/data", "/jan/models", "/.local/share/nomic.ai/GPT4All", "/models", "/Models", "/Downloads"})
        folders.push_back(home + below);
    return folders;
}

std::vector<FoundModelFile> modelFilesIn(const std::vector<std::string> &folders, const std::function<bool()> &isCancelled)
{
    Walk walk(isCancelled);
    for (const std::string &folder : folders)
        walk.folder(QString::fromStdString(folder), 0);
    std::ranges::stable_sort(walk.found, {}, &FoundModelFile::bytes);
    return walk.found;
}

} // namespace lineup
