#include "widgets/common/signlabel.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QPainter>

namespace lineup {

SignLabel::SignLabel(QWidget *parent) : QWidget(parent)
{
    setFixedSize(metrics::kIconSize, metrics::kIconSize);
}

void SignLabel::setSign(const QString &iconName, ColorRole role)
{
    m_iconName = iconName;
    m_role = role;
    update();
}

void SignLabel::paintEvent(QPaintEvent *)
{
    if (m_iconName.isEmpty())
        return;
    QPainter painter(this);
    paintIcon(&painter, rect(), m_iconName, themeOf(this).color(m_role));
}

} // namespace lineup
