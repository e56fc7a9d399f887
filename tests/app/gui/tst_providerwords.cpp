#include "backends/registry/allproviders.h"
#include "widgets/models/providerwords.h"

#include <QTest>

#include <algorithm>
#include <string_view>

namespace lineup::test {

/// The descriptors of the providers speak English; the window does not.
class TestProviderWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyOptionHasAPlaceForItsTranslation()
    {
        const auto known = providerwords::known();
        QStringList missing;
        const auto check = [&](const std::string &text) {
            if (!text.empty() && std::ranges::find(known, std::string_view(text), [](const char *each) { return std::string_view(each); }) == known.end())
                missing << QString::fromStdString(text);
        };
        std::size_t options = 0;
        for (const Provider &provider : allProviders()) {
            for (const ProviderOption &option : provider.descriptor.options) {
                check(option.label);
                check(option.help);
                ++options;
            }
        }
        QVERIFY(options > 5);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

    void withoutATranslationTheTextItselfStands()
    {
        QCOMPARE(providerwords::translated("Nobody knows this"), QStringLiteral("Nobody knows this"));
        QCOMPARE(providerwords::translated(""), QString());
    }
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestProviderWords)
#include "tst_providerwords.moc"
