#include "backends/engine/engineinstallation.h"

#include "backends/engine/localmodels.h"
#include "core/engine/enginefault.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <nlohmann/json.hpp>

#include <cerrno>

static void initEngineResource()
{
    // The resource lies in a static library, which drops it unless it is named once. Not allowed inside a namespace.
    Q_INIT_RESOURCE(engine);
}

namespace lineup {

namespace {

constexpr char kNoteName[] = "lineup-verified.json";
constexpr qint64 kHashChunk = 1 << 20;

QByteArray resourceText(const QString &path)
{
    initEngineResource();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

QString pathIn(const QString &folder, const EnginePackage &package)
{
    return folder + QLatin1Char('/') + QString::fromStdString(packageFolderName(package));
}

std::string noteText(const EnginePackage &package, const std::string &python)
{
    nlohmann::ordered_json note;
    note["version"] = 1;
    note["package"] = packageFolderName(package);
    note["wheel_sha256"] = package.wheelSha256;
    note["python"] = python;
    return note.dump(2) + '\n';
}

/// The note as JSON; null if there is none or it belongs to another wheel.
nlohmann::json readNote(const QString &packageFolder, const EnginePackage &package)
{
    QFile file(packageFolder + QLatin1Char('/') + QLatin1StringView(kNoteName));
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    const QByteArray bytes = file.read(64 * 1024);
    auto json = nlohmann::json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!json.is_object() || json.value("wheel_sha256", nlohmann::json()) != package.wheelSha256)
        return nullptr;
    return json;
}

bool isExecutable(const std::string &path)
{
    const QFileInfo info(QString::fromStdString(path));
    return info.isFile() && info.isExecutable();
}

} // namespace

const std::vector<EnginePackage> &allEnginePackages()
{
    static const std::vector<EnginePackage> packages = [] {
        const QByteArray json = resourceText(QStringLiteral(":/engine/packages.json"));
        auto parsed = parseEnginePackages({json.constData(), static_cast<std::size_t>(json.size())});
        Q_ASSERT_X(parsed.has_value(), "packages.json", parsed ? "" : parsed.error().detail.c_str());
        return parsed ? *std::move(parsed) : std::vector<EnginePackage>{};
    }();
    return packages;
}

const std::vector<LocalModel> &builtInLocalModels()
{
    static const std::vector<LocalModel> models = [] {
        const QByteArray json = resourceText(QStringLiteral(":/engine/packages.json"));
        auto parsed = parseLocalModels({json.constData(), static_cast<std::size_t>(json.size())}, allEnginePackages());
        Q_ASSERT_X(parsed.has_value(), "packages.json", parsed ? "" : parsed.error().detail.c_str());
        return parsed ? *std::move(parsed) : std::vector<LocalModel>{};
    }();
    return models;
}

const std::vector<EnginePackage> &builtInEnginePackages()
{
    static const std::vector<EnginePackage> packages = packagesOf(builtInLocalModels().front(), allEnginePackages());
    return packages;
}

bool isPackageInstalled(const QString &folder, const EnginePackage &package)
{
    const QString packageFolder = pathIn(folder, package);
    if (readNote(packageFolder, package).is_null())
        return false;
    for (const PackageFile &file : package.files) {
        const QFileInfo info(packageFolder + QLatin1Char('/') + QString::fromStdString(file.path));
        if (!info.isFile() || info.size() != file.bytes)
            return false;
    }
    return true;
}

Result<void> markPackageVerified(const QString &packageFolder, const EnginePackage &package, const std::string &python)
{
    QFile file(packageFolder + QLatin1Char('/') + QLatin1StringView(kNoteName));
    const std::string text = noteText(package, python);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 || !file.flush())
        return Unexpected{storageError(errno != 0 ? errno : EIO, file.fileName().toStdString())};
    return {};
}

Result<EngineConfig> installedEngineConfig(const QString &folder, const std::vector<EnginePackage> &packages)
{
    EngineConfig config;
    config.workFolder = folder.toStdString();
    for (const EnginePackage &package : packages) {
        if (!isPackageInstalled(folder, package))
            return Unexpected{engineError(ErrorCode::EngineMissing, enginefault::kNotInstalled,
                                          "not in the data folder: " + packageFolderName(package), package.label)};
        const QString packageFolder = pathIn(folder, package);
        if (package.role == EnginePackage::Role::Model) {
            config.modelPath = packageFolder.toStdString() + '/' + package.files.front().path;
            config.modelName = package.label;
            continue;
        }
        config.enginePath = packageFolder.toStdString();
        const std::string noted = readNote(packageFolder, package).value("python", std::string());
        config.pythonPath = isExecutable(noted) ? noted : usualPython();
    }
    return config;
}

Result<std::string> materialiseLauncher(const QString &folder)
{
    const QByteArray text = resourceText(QStringLiteral(":/engine/engine_launcher.py"));
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(12);
    const QString path = folder + QStringLiteral("/launcher-") + QLatin1StringView(hash) + QStringLiteral(".py");
    QFile existing(path);
    if (existing.open(QIODevice::ReadOnly) && existing.readAll() == text)
        return path.toStdString();
    errno = 0;
    if (!QDir().mkpath(folder))
        return Unexpected{storageError(errno != 0 ? errno : EACCES, folder.toStdString())};
    QSaveFile file(path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Unexpected{storageError(errno != 0 ? errno : EIO, path.toStdString())};
    return path.toStdString();
}

Result<GgufHeader> checkModelFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    const std::string name = QFileInfo(file.fileName()).fileName().toStdString();
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{engineError(ErrorCode::EngineMissing, enginefault::kModelMissing,
                                      "cannot open the model file: " + file.errorString().toStdString(), name)};
    const auto readAt = [&file](std::uint64_t offset, std::byte *to, std::size_t size) {
        const auto position = static_cast<qint64>(offset);
        if (file.pos() != position && !file.seek(position))
            return false;
        return file.read(reinterpret_cast<char *>(to), static_cast<qint64>(size)) == static_cast<qint64>(size);
    };
    return readGgufHeader(readAt, static_cast<std::uint64_t>(file.size()), name);
}

std::string usualPython()
{
    // The distribution's own Python first: one earlier in PATH may be a wrapper script or somebody's environment.
    if (isExecutable("/usr/bin/python3"))
        return "/usr/bin/python3";
    return QStandardPaths::findExecutable(QStringLiteral("python3")).toStdString();
}

Result<std::string> sha256OfFile(const QString &path, const std::function<bool()> &shouldStop)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{engineError(ErrorCode::Storage, enginefault::kReadOnly, "cannot read: " + file.errorString().toStdString(),
                                      path.toStdString())};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray chunk;
    do {
        if (shouldStop())
            return Unexpected{engineError(ErrorCode::Storage, "stopped", "stopped while reading", path.toStdString())};
        chunk = file.read(kHashChunk);
        hash.addData(chunk);
    } while (!chunk.isEmpty());
    if (file.error() != QFileDevice::NoError)
        return Unexpected{engineError(ErrorCode::Storage, enginefault::kReadOnly, "cannot read: " + file.errorString().toStdString(),
                                      path.toStdString())};
    return hash.result().toHex().toStdString();
}

} // namespace lineup
