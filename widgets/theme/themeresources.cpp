#include "widgets/theme/themeresources.h"

#include <QDir>

// Q_INIT_RESOURCE names functions of the global namespace.
static void initGlobal()
{
    Q_INIT_RESOURCE(fonts);
    Q_INIT_RESOURCE(icons);
}

namespace lineup {

void initThemeResources()
{
    initGlobal();
}

} // namespace lineup
