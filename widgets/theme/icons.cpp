#include "widgets/theme/icons.h"

#include "widgets/theme/themeresources.h"

#include <QFile>
#include <QIconEngine>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace lineup {

namespace {

Q_LOGGING_CATEGORY(lcIcons, "lineup.widgets.icons")

QString pathOf(const QString &name)
{
    return QStringLiteral(":/icons/lucide/%1.svg").arg(name);
}

/// The SVG text with the colour and the stroke of the design; empty for an unknown name.
QByteArray recoloured(const QString &name, const QColor &color)
{
    initThemeResources();
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    svg.replace("stroke-width=\"2\"", "stroke-width=\"1.75\"");
    return svg;
}

/// Paints from the SVG at the wanted size and resolution, in a colour looked up at that moment.
class LucideIconEngine final : public QIconEngine {
public:
    LucideIconEngine(const QString &name, ColorRole role)
        : m_name(name)
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const int side = std::min(rect.width(), rect.height());
        paintIcon(painter, rect, m_name, colorFor(mode, state), side);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` is in device pixels, `scale` is the ratio to give to the pixmap.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const qreal ratio = scale > 0 ? scale : 1.0;
        const int side = static_cast<int>(std::lround(std::min(size.width(), size.height()) / ratio));
        return iconPixmap(m_name, colorFor(mode, state), side, ratio);
    }

    QString key() const override { return QStringLiteral("lineup-lucide"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }
    QIconEngine *clone() const override { return new LucideIconEngine(*this); }

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const
    {
        const Theme theme = applicationTheme();
        if (mode == QIcon::Disabled)
            return theme.color(ColorRole::Disabled);
        if (mode == QIcon::Selected)
            return theme.color(ColorRole::OnAction);
        if (state == QIcon::On && m_role == ColorRole::Text2)
            return theme.color(ColorRole::Action);
        return theme.color(m_role);
    }

    QString m_name;
    ColorRole m_role;
};

} // namespace

QIcon icon(const QString &name, ColorRole role)
{
    if (!hasIcon(name)) {
        qCWarning(lcIcons) << "no such icon:" << name;
        return {};
    }
    return QIcon(new LucideIconEngine(name, role));
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    if (size <= 0)
        return {};
    const QString key = QStringLiteral("lineup/%1/%2/%3/%4")
                            .arg(name, color.name(QColor::HexRgb))
                            .arg(size)
                            .arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QSvgRenderer renderer(recoloured(name, color));
    if (!renderer.isValid())
        return {};
    const int pixels = static_cast<int>(std::ceil(size * devicePixelRatio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &color, int size)
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPixmap pixmap = iconPixmap(name, color, size, ratio);
    if (!pixmap.isNull())
        painter->drawPixmap(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, pixmap);
}

bool hasIcon(const QString &name)
{
    initThemeResources();
    return QFile::exists(pathOf(name));
}

} // namespace lineup
