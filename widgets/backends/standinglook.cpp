#include "widgets/backends/standinglook.h"

namespace lineup {

StandingLook lookOf(BackendList::Standing standing)
{
    switch (standing) {
    case BackendList::Standing::Ready: return {Chip::Tone::Ok, QStringLiteral("check"), QStringLiteral("check"), ColorRole::Ok};
    case BackendList::Standing::Failed: return {Chip::Tone::Error, QStringLiteral("circle-alert"), QStringLiteral("circle-alert"), ColorRole::Error};
    case BackendList::Standing::NeedsKey:
    case BackendList::Standing::NeedsAddress: return {Chip::Tone::Warning, QStringLiteral("triangle-alert"), QStringLiteral("triangle-alert"), ColorRole::Warning};
    case BackendList::Standing::Testing: return {Chip::Tone::Outlined, QStringLiteral("hourglass"), QStringLiteral("hourglass"), ColorRole::Text3};
    case BackendList::Standing::NotTested:
    case BackendList::Standing::Off: break;
    }
    return {Chip::Tone::Outlined, {}, QStringLiteral("minus"), ColorRole::Text3};
}

} // namespace lineup
