#include "backends/engine/localmodels.h"

#include "backends/engine/engineinstallation.h"
#include "core/base/json.h"
#include "core/engine/enginefault.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>

namespace lineup {

namespace {

constexpr qint64 kCopyChunk = 1 << 20;
constexpr char kNote[] = "/lineup-verified.json";

int lastError()
{
    return errno != 0 ? errno : EIO;
}

QString placeOf(const QString &folder, const PackagePath &file, const std::vector<EnginePackage> &packages)
{
    const auto package = std::ranges::find(packages, file.package, &EnginePackage::name);
    return package == packages.end() ? QString()
                                     : folder + QLatin1Char('/') + QString::fromStdString(packageFolderName(*package)) + QLatin1Char('/')
            + QString::fromStdString(file.path);
}

QString joinedFolder(const QString &folder, const LocalModel &model)
{
    return folder + QLatin1Char('/') + QString::fromStdString(model.id);
}

QString joinedPath(const QString &folder, const LocalModel &model)
{
    return joinedFolder(folder, model) + QLatin1Char('/') + QString::fromStdString(model.joined->name);
}

/// A small JSON file of ours; null when there is none.
nlohmann::json readSmall(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    const QByteArray bytes = file.read(64 * 1024);
    auto value = parseJson({bytes.constData(), static_cast<std::size_t>(bytes.size())}, kFileJsonDepth);
    return value ? *std::move(value) : nlohmann::json(nullptr);
}

Result<void> writeSmall(const QString &path, const nlohmann::ordered_json &value)
{
    QSaveFile file(path);
    const std::string text = value.dump(2) + '\n';
    errno = 0;
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 || !file.commit())
        return Unexpected{storageError(lastError(), path.toStdString())};
    return {};
}

bool isJoined(const QString &folder, const LocalModel &model)
{
    const nlohmann::json note = readSmall(joinedFolder(folder, model) + QLatin1StringView(kNote));
    const std::string *sha = findString(note, "sha256");
    return sha && *sha == model.joined->sha256 && QFileInfo(joinedPath(folder, model)).size() == model.joined->bytes;
}

QString termsNotePath(const QString &folder, const LocalModel &model)
{
    return folder + QLatin1Char('/') + QString::fromStdString(model.id) + QStringLiteral("-terms.json");
}

Unexpected<Error> stopped()
{
    return Unexpected{engineError(ErrorCode::Storage, "", "stopped")};
}

Result<void> append(QFile &whole, const QString &partPath, const std::function<bool()> &shouldStop)
{
    QFile part(partPath);
    if (!part.open(QIODevice::ReadOnly))
        return Unexpected{engineError(ErrorCode::BadReply, enginefault::kDamaged, "a part of the model is not there", partPath.toStdString())};
    while (!part.atEnd()) {
        if (shouldStop())
            return stopped();
        const QByteArray bytes = part.read(kCopyChunk);
        errno = 0;
        if (bytes.isEmpty() || whole.write(bytes) != bytes.size())
            return Unexpected{storageError(lastError(), whole.fileName().toStdString())};
    }
    return {};
}

Result<void> writeWhole(const QString &folder, const QString &staging, const LocalModel &model, const std::vector<EnginePackage> &packages,
                        const std::function<bool()> &shouldStop)
{
    const QString path = staging + QLatin1Char('/') + QString::fromStdString(model.joined->name);
    QFile whole(path);
    errno = 0;
    if (!whole.open(QIODevice::WriteOnly))
        return Unexpected{storageError(lastError(), path.toStdString())};
    for (const PackagePath &part : model.joined->parts) {
        if (auto added = append(whole, placeOf(folder, part, packages), shouldStop); !added)
            return added;
    }
    errno = 0;
    if (!whole.flush())
        return Unexpected{storageError(lastError(), path.toStdString())};
    whole.close();
    const auto hash = sha256OfFile(path, shouldStop);
    if (!hash)
        return Unexpected{hash.error()};
    if (*hash != model.joined->sha256)
        return Unexpected{engineError(ErrorCode::BadReply, enginefault::kHashMismatch, "SHA-256 is " + *hash + ", expected " + model.joined->sha256, model.label)};
    return writeSmall(staging + QLatin1StringView(kNote), {{"version", 1}, {"model", model.id}, {"sha256", model.joined->sha256}});
}

void removePackage(const QString &folder, const std::string &name, const std::vector<EnginePackage> &packages)
{
    if (const auto package = std::ranges::find(packages, name, &EnginePackage::name); package != packages.end())
        QDir(folder + QLatin1Char('/') + QString::fromStdString(packageFolderName(*package))).removeRecursively();
}

} // namespace

bool isLocalModelInstalled(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &all)
{
    const std::vector<EnginePackage> packages = packagesOf(model, all);
    const auto isThere = [&](const EnginePackage &package) { return isPackageInstalled(folder, package); };
    if (!model.joined)
        return std::ranges::all_of(packages, isThere);
    return isThere(packages.front()) && isJoined(folder, model);
}

Result<EngineConfig> localModelConfig(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &all)
{
    std::vector<EnginePackage> packages = packagesOf(model, all);
    if (!model.joined)
        return installedEngineConfig(folder, packages);
    if (!isJoined(folder, model))
        return Unexpected{engineError(ErrorCode::EngineMissing, enginefault::kNotInstalled, "not in the data folder: " + model.id, model.label)};
    packages.resize(1);
    auto config = installedEngineConfig(folder, packages);
    if (!config)
        return config;
    config->modelPath = joinedPath(folder, model).toStdString();
    config->modelName = model.label;
    return config;
}

Result<void> joinParts(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages, const std::function<bool()> &shouldStop)
{
    if (!model.joined || isJoined(folder, model))
        return {};
    const QString staging = folder + QStringLiteral("/staging-") + QString::fromStdString(model.id);
    QDir(staging).removeRecursively();
    errno = 0;
    if (!QDir().mkpath(staging))
        return Unexpected{storageError(lastError(), staging.toStdString())};
    auto written = writeWhole(folder, staging, model, packages, shouldStop);
    if (!written) {
        QDir(staging).removeRecursively();
        return written;
    }
    const QString target = joinedFolder(folder, model);
    QDir(target).removeRecursively();
    errno = 0;
    if (!QDir().rename(staging, target))
        return Unexpected{storageError(lastError(), target.toStdString())};
    // What is in the whole file need not lie there twice; the terms stay.
    for (const PackagePath &part : model.joined->parts)
        removePackage(folder, part.package, packages);
    return {};
}

Result<std::string> termsText(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages)
{
    QFile file(model.terms ? placeOf(folder, *model.terms, packages) : QString());
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{engineError(ErrorCode::BadReply, enginefault::kDamaged, "the terms are not in their package", model.label)};
    const QByteArray page = file.readAll();
    const std::string text = plainTextOfPage({page.constData(), static_cast<std::size_t>(page.size())});
    if (text.empty())
        return Unexpected{engineError(ErrorCode::BadReply, enginefault::kDamaged, "the terms are empty", model.label)};
    return text;
}

bool areTermsAccepted(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages)
{
    if (!model.terms)
        return true;
    const nlohmann::json note = readSmall(termsNotePath(folder, model));
    const std::string *noted = findString(note, "terms_sha256");
    if (!noted)
        return false;
    // Once the terms lie there, only those that were shown count as accepted.
    const auto hash = sha256OfFile(placeOf(folder, *model.terms, packages), [] { return false; });
    return !hash || *hash == *noted;
}

Result<void> noteTermsAccepted(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages, const std::string &now)
{
    const auto hash = sha256OfFile(model.terms ? placeOf(folder, *model.terms, packages) : QString(), [] { return false; });
    if (!hash)
        return Unexpected{hash.error()};
    return writeSmall(termsNotePath(folder, model), {{"version", 1}, {"model", model.id}, {"accepted_at", now}, {"terms_sha256", *hash}});
}

} // namespace lineup
