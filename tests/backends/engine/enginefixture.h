#pragma once

#include "core/engine/engineconfig.h"

#include <QFile>
#include <QTemporaryDir>

#include <string>

namespace lineup::test {

/// A folder with the smallest file that is a GGUF model, and a config that runs the stub package on it.
class EngineFixture {
public:
    EngineFixture()
    {
        writeModel(QStringLiteral("model.gguf"));
        m_config.enginePath = dataPath("stub").toStdString();
        m_config.pythonPath = "/usr/bin/python3";
        m_config.workFolder = m_folder.path().toStdString();
        m_config.modelName = "Test model";
        m_config.modelPath = m_folder.filePath(QStringLiteral("model.gguf")).toStdString();
    }

    /// `word` tells the stub what to do.
    EngineConfig config(const char *word) const
    {
        EngineConfig config = m_config;
        config.modelAlias = word;
        return config;
    }
    /// The same for the stand-in of llama-server.
    EngineConfig llamaServer(const char *word) const
    {
        EngineConfig config = this->config(word);
        config.kind = EngineKind::LlamaServer;
        const QString program = m_folder.filePath(QStringLiteral("llama-server"));
        if (!QFile::exists(program)) {
            QFile::copy(dataPath("fake_llama_server.py"), program);
            QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        config.enginePath = program.toStdString();
        return config;
    }
    QString writeModel(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        QByteArray bytes(32, '\0'); // no tensors, no metadata
        bytes.replace(0, 5, QByteArray("GGUF\3", 5));
        file.write(bytes);
        return file.fileName();
    }
    /// How often the stub was started.
    int starts() const { return static_cast<int>(QFile(m_folder.filePath(QStringLiteral("model.gguf.starts"))).size()); }
    /// Ends the slow start of the stub.
    bool letGo() const { return QFile(m_folder.filePath(QStringLiteral("model.gguf.go"))).open(QIODevice::WriteOnly); }
    QString folder() const { return m_folder.path(); }
    static QString dataPath(const char *name)
    {
        return qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/tests/data/engine/") + QLatin1StringView(name);
    }

private:
    QTemporaryDir m_folder;
    EngineConfig m_config;
};

} // namespace lineup::test
