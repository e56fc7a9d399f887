#include "backends/catalog/builtincatalog.h"

#include <QFile>

// The resource lies in a static library: nothing else refers to it. Must stand outside of a namespace.
static void initCatalogResource()
{
    Q_INIT_RESOURCE(catalog);
}

namespace lineup {

namespace {

Catalog readBuiltIn()
{
    initCatalogResource();
    QFile file(QStringLiteral(":/catalog/models.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the program was built without its catalog");
    const QByteArray bytes = file.readAll();
    auto cards = readModelCards({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!cards)
        qFatal("the catalog of the program is broken: %s", cards.error().detail.c_str());
    return Catalog(*std::move(cards));
}

} // namespace

const Catalog &builtInCatalog()
{
    static const Catalog catalog = readBuiltIn();
    return catalog;
}

} // namespace lineup
