#include "tests/support/replyfile.h"

#include "tests/support/httpreply.h"

#include <QDir>
#include <QFile>

#include <cstdlib>

namespace lineup::test {

namespace {

QDir repliesFolder()
{
    return QDir(QString::fromLocal8Bit(qgetenv("LINEUP_SOURCE_DIR")) + QLatin1String("/tests/data/replies"));
}

std::string takeLine(std::string &text)
{
    const auto end = text.find('\n');
    std::string line = text.substr(0, end);
    text.erase(0, end == std::string::npos ? end : end + 1);
    return line;
}

} // namespace

std::string ReplyFile::header(const std::string &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

std::string ReplyFile::bytes() const
{
    HeaderList fields = headers;
    fields.emplace_back("Transfer-Encoding", "chunked");
    std::string out = head(status, fields);
    std::string rest = body;
    while (!rest.empty()) {
        const auto end = rest.find("\n\n");
        const std::string piece = rest.substr(0, end == std::string::npos ? end : end + 2);
        out += chunk(piece);
        rest.erase(0, piece.size());
    }
    return out + lastChunk();
}

ReplyFile replyFile(const std::string &path)
{
    QFile file(repliesFolder().filePath(QString::fromStdString(path) + QLatin1String(".txt")));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no reply %s", path.c_str());
    std::string text = file.readAll().toStdString();
    while (takeLine(text) != "---") {
        if (text.empty())
            qFatal("reply %s has no ---", path.c_str());
    }
    ReplyFile reply;
    const std::string first = takeLine(text);
    reply.status = std::atoi(first.substr(first.find(' ')).c_str());
    for (std::string line = takeLine(text); !line.empty(); line = takeLine(text)) {
        const auto colon = line.find(':');
        const auto value = line.find_first_not_of(' ', colon + 1);
        reply.headers.emplace_back(line.substr(0, colon), value == std::string::npos ? "" : line.substr(value));
    }
    reply.body = std::move(text);
    return reply;
}

std::vector<std::string> replyNames(const std::string &folder)
{
    std::vector<std::string> names;
    const QDir dir(repliesFolder().filePath(QString::fromStdString(folder)));
    for (const QString &name : dir.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name))
        names.push_back(name.chopped(4).toStdString());
    return names;
}

} // namespace lineup::test
