<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>ConformanceText</name>
    <message>
        <source>passed</source>
        <translation>пройдена</translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation>НЕ ПРОЙДЕНА</translation>
    </message>
    <message>
        <source>not supported, says the server</source>
        <translation>не поддерживается: так говорит сервер</translation>
    </message>
    <message>
        <source>not supported, says the catalog</source>
        <translation>не поддерживается: так говорит каталог</translation>
    </message>
    <message>
        <source>not supported by Lineup or the provider</source>
        <translation>не поддерживается в Lineup или у провайдера</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>пропущена</translation>
    </message>
    <message>
        <source>Required: %1 of %2 passed. All: %3 passed, %4 failed, %5 not supported, %6 skipped.</source>
        <translation>Обязательные: пройдено %1 из %2. Все: пройдено — %3, не пройдено — %4, не поддерживается — %5, пропущено — %6.</translation>
    </message>
    <message>
        <source>* required</source>
        <translation>* обязательная</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>The server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>There is no key for this backend.</source>
        <translation>Для этого подключения нет ключа.</translation>
    </message>
    <message>
        <source>Put the key into an environment variable and give its name.</source>
        <translation>Поместите ключ в переменную окружения и укажите её имя.</translation>
    </message>
    <message>
        <source>There is no key: the environment variable %1 is not set.</source>
        <translation>Ключа нет: переменная окружения %1 не задана.</translation>
    </message>
    <message>
        <source>Set %1 to the key before Lineup starts, or name another variable.</source>
        <translation>Запишите ключ в %1 до запуска Lineup или укажите другую переменную.</translation>
    </message>
    <message>
        <source>%1 did not accept the key%2.</source>
        <extracomment>%1 = server, %2 = HTTP status in brackets with a blank before it, or nothing</extracomment>
        <translation>%1 не принимает ключ%2.</translation>
    </message>
    <message>
        <source>Check that the key is whole, still valid and made for this service.</source>
        <translation>Проверьте, что ключ скопирован целиком, ещё действует и выдан этим сервисом.</translation>
    </message>
    <message>
        <source>%1 does not let this account use the model%2.</source>
        <translation>%1 не разрешает этой учётной записи пользоваться моделью%2.</translation>
    </message>
    <message>
        <source>Choose another model, or another account.</source>
        <translation>Выберите другую модель или другую учётную запись.</translation>
    </message>
    <message>
        <source>The account at %1 has no credit left, or its limit is reached.</source>
        <translation>На счёте закончились средства или достигнут предел: %1.</translation>
    </message>
    <message>
        <source>Look at the billing page of the provider, or choose another model.</source>
        <translation>Загляните на страницу оплаты у провайдера или выберите другую модель.</translation>
    </message>
    <message>
        <source>The name %1 was not found.</source>
        <translation>Имя %1 не найдено.</translation>
    </message>
    <message>
        <source>Check the address, that this computer is online, and whether a proxy is needed.</source>
        <translation>Проверьте адрес, подключение к сети и не нужен ли прокси.</translation>
    </message>
    <message>
        <source>Nothing answers at %1.</source>
        <translation>По адресу %1 никто не отвечает.</translation>
    </message>
    <message>
        <source>Check that the server runs on this computer and on this port.</source>
        <translation>Проверьте, что сервер запущен на этом компьютере и на этом порту.</translation>
    </message>
    <message>
        <source>Check the address and the port, and that the server runs.</source>
        <translation>Проверьте адрес и порт, а также что сервер запущен.</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>Нет связи: %1.</translation>
    </message>
    <message>
        <source>Check the network, a VPN or a firewall, then send again.</source>
        <translation>Проверьте сеть, VPN и брандмауэр, затем отправьте снова.</translation>
    </message>
    <message>
        <source>The proxy does not let this request through: %1.</source>
        <translation>Прокси не пропускает этот запрос: %1.</translation>
    </message>
    <message>
        <source>Check the proxy of the environment: http_proxy, https_proxy and NO_PROXY.</source>
        <translation>Проверьте прокси в переменных окружения: http_proxy, https_proxy и NO_PROXY.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made: %2.</source>
        <translation>Не удалось установить защищённое соединение с %1: %2.</translation>
    </message>
    <message>
        <source>Check the clock of this computer, and name a company certificate in SSL_CERT_FILE if there is one.</source>
        <translation>Проверьте часы компьютера; если есть сертификат компании, укажите его в SSL_CERT_FILE.</translation>
    </message>
    <message>
        <source>%1 sends this request on to another address, and a request that may carry a key does not follow: %2.</source>
        <translation>%1 перенаправляет запрос на другой адрес, а запрос, в котором может быть ключ, туда не уходит: %2.</translation>
    </message>
    <message>
        <source>If you trust that address, write it into the base URL.</source>
        <translation>Если доверяете тому адресу, впишите его как базовый.</translation>
    </message>
    <message>
        <source>%1 has received too many requests%2.</source>
        <translation>%1 получает слишком много запросов%2.</translation>
    </message>
    <message>
        <source>Wait a little, then send again.</source>
        <translation>Подождите немного и отправьте снова.</translation>
    </message>
    <message numerus="yes">
        <source>It can be tried again in %n second(s).</source>
        <translation>
            <numerusform>Можно попробовать снова через %n секунду.</numerusform>
            <numerusform>Можно попробовать снова через %n секунды.</numerusform>
            <numerusform>Можно попробовать снова через %n секунд.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has a problem on its side%2.</source>
        <translation>%1: неполадка на стороне сервера%2.</translation>
    </message>
    <message>
        <source>Send again in a while; the provider&apos;s status page may say more.</source>
        <translation>Отправьте снова чуть позже; больше может сказать страница состояния провайдера.</translation>
    </message>
    <message>
        <source>%1 does not offer this model: %2.</source>
        <translation>%1 не предлагает эту модель: %2.</translation>
    </message>
    <message>
        <source>Choose a model that the server lists.</source>
        <translation>Выберите модель из списка сервера.</translation>
    </message>
    <message>
        <source>%1 does not take the request: %2.</source>
        <translation>%1 не принимает запрос: %2.</translation>
    </message>
    <message>
        <source>Change or remove what it names; not every model takes every setting.</source>
        <translation>Измените или уберите то, что названо: не каждая модель принимает каждый параметр.</translation>
    </message>
    <message>
        <source>The prompt is longer than this model reads: %1.</source>
        <translation>Промпт длиннее, чем читает эта модель: %1.</translation>
    </message>
    <message>
        <source>Shorten the prompt or the examples, or choose a model that reads more.</source>
        <translation>Сократите промпт или примеры либо выберите модель с большим контекстом.</translation>
    </message>
    <message>
        <source>A content filter of %1 stopped the request: %2.</source>
        <translation>Запрос остановлен фильтром содержимого, %1: %2.</translation>
    </message>
    <message>
        <source>Change the wording of the prompt or of the examples.</source>
        <translation>Измените формулировку промпта или примеров.</translation>
    </message>
    <message>
        <source>%1 answered with a web page, not with an API.</source>
        <translation>%1: вместо API ответила веб-страница.</translation>
    </message>
    <message>
        <source>Check the base URL, which often ends in /v1; the sign-in page of a network answers like this too.</source>
        <translation>Проверьте базовый адрес (часто он заканчивается на /v1); так же отвечает и страница входа в сеть.</translation>
    </message>
    <message>
        <source>%1 answered in a form that Lineup does not understand: %2.</source>
        <translation>Ответ от %1 непонятен для Lineup: %2.</translation>
    </message>
    <message>
        <source>Check that the address belongs to an API of the chosen kind.</source>
        <translation>Проверьте, что по этому адресу работает API выбранного вида.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer was complete.</source>
        <translation>Соединение с %1 оборвалось до конца ответа.</translation>
    </message>
    <message>
        <source>%1 goes beyond a limit of Lineup: %2.</source>
        <translation>%1: превышен предел Lineup: %2.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 не отвечает дольше отведённого времени.</translation>
    </message>
    <message>
        <source>Send again, or allow more time.</source>
        <translation>Отправьте снова или дайте больше времени.</translation>
    </message>
    <message>
        <source>%1 did not take the connection in time.</source>
        <translation>%1 не принимает соединение дольше отведённого времени.</translation>
    </message>
    <message>
        <source>Check the address and the network, or raise the connect time-out.</source>
        <translation>Проверьте адрес и сеть или увеличьте тайм-аут соединения.</translation>
    </message>
    <message>
        <source>%1 took the request but sent nothing back in time.</source>
        <translation>%1 не прислал ничего в ответ на запрос за отведённое время.</translation>
    </message>
    <message>
        <source>Send again, or raise the first-byte time-out for slow models.</source>
        <translation>Отправьте снова или увеличьте тайм-аут первого байта для медленных моделей.</translation>
    </message>
    <message>
        <source>%1 fell silent in the middle of the answer, with the connection open.</source>
        <translation>%1 молчит посреди ответа, хотя соединение открыто.</translation>
    </message>
    <message>
        <source>%1 kept the connection alive but sent no text for too long.</source>
        <translation>%1 держит соединение, но слишком долго не присылает текст.</translation>
    </message>
    <message>
        <source>The answer of %1 took longer than the total time-out.</source>
        <translation>Ответ от %1 не уложился в общий тайм-аут.</translation>
    </message>
    <message>
        <source>The local model is not installed.</source>
        <translation>Локальная модель не установлена.</translation>
    </message>
    <message>
        <source>Set it up with the button in the window or with “lineup setup-local”.</source>
        <translation>Установите её кнопкой в окне или командой «lineup setup-local».</translation>
    </message>
    <message>
        <source>The model file is damaged or is no model: %1.</source>
        <translation>Файл модели повреждён или это не модель: %1.</translation>
    </message>
    <message>
        <source>Set the local model up again, or choose another file.</source>
        <translation>Установите локальную модель заново или выберите другой файл.</translation>
    </message>
    <message>
        <source>There is not enough memory for the local model.</source>
        <translation>Для локальной модели не хватает памяти.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>Закройте другие программы или выберите модель поменьше.</translation>
    </message>
    <message>
        <source>The local engine stopped unexpectedly: %1.</source>
        <translation>Локальный движок неожиданно остановился: %1.</translation>
    </message>
    <message>
        <source>Start it again; if it stops again, the last lines of its log say why.</source>
        <translation>Запустите снова; если остановится опять, причину назовут последние строки журнала.</translation>
    </message>
    <message>
        <source>“lineup help compare” lists the settings of a lane.</source>
        <translation>Все параметры дорожки перечисляет «lineup help compare».</translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation>Исправьте и попробуйте снова.</translation>
    </message>
    <message>
        <source>A file cannot be read or written: %1.</source>
        <translation>Файл не удаётся прочитать или записать: %1.</translation>
    </message>
    <message>
        <source>Check the folder, its rights and the free space.</source>
        <translation>Проверьте папку, права на неё и свободное место.</translation>
    </message>
    <message>
        <source>%1 cannot be read or written: %2.</source>
        <translation>Не удаётся прочитать или записать %1: %2.</translation>
    </message>
    <message>
        <source>Check the path, the rights and the free space.</source>
        <translation>Проверьте путь, права и свободное место.</translation>
    </message>
    <message>
        <source>What was given cannot be used: %1.</source>
        <translation>Заданное не подходит: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2.</source>
        <translation>%1 не подходит: %2.</translation>
    </message>
    <message>
        <source>A key stands in an argument, where every program on this computer can read it.</source>
        <translation>Ключ стоит в аргументе, где его может прочитать любая программа на этом компьютере.</translation>
    </message>
    <message>
        <source>Put the key into an environment variable and write key-env=NAME; this key is now in the history of the shell.</source>
        <translation>Поместите ключ в переменную окружения и напишите key-env=ИМЯ; этот ключ уже попал в историю оболочки.</translation>
    </message>
    <message>
        <source>This processor lacks an instruction that the local engine needs.</source>
        <translation>У этого процессора нет инструкции, нужной локальному движку.</translation>
    </message>
    <message>
        <source>Choose a llama-server that was built for this computer, or a model on a server.</source>
        <translation>Выберите llama-server, собранный для этого компьютера, или модель на сервере.</translation>
    </message>
    <message>
        <source>The local engine found no free port on this computer.</source>
        <translation>Локальный движок не нашёл свободного порта на этом компьютере.</translation>
    </message>
    <message>
        <source>Start it again in a moment, or close programs that hold many ports.</source>
        <translation>Запустите снова чуть позже или закройте программы, занявшие много портов.</translation>
    </message>
    <message>
        <source>The local engine did not become ready in time.</source>
        <translation>Локальный движок не успел подготовиться.</translation>
    </message>
    <message>
        <source>Start it again when the computer is less busy, or choose a smaller model.</source>
        <translation>Запустите снова, когда компьютер будет свободнее, или выберите модель поменьше.</translation>
    </message>
    <message>
        <source>A file of the local engine is missing: %1.</source>
        <translation>Не хватает файла локального движка: %1.</translation>
    </message>
    <message>
        <source>Set the local model up again.</source>
        <translation>Установите локальную модель заново.</translation>
    </message>
    <message>
        <source>The local engine needs Python 3.10 or newer, which is not on this computer.</source>
        <translation>Локальному движку нужен Python 3.10 или новее, а его на этом компьютере нет.</translation>
    </message>
    <message>
        <source>Install it; on Debian: sudo apt install python3 python3-pip.</source>
        <translation>Установите его; в Debian: sudo apt install python3 python3-pip.</translation>
    </message>
    <message>
        <source>The set-up needs pip, the installer of Python, which is not on this computer.</source>
        <translation>Для установки нужен pip, установщик пакетов Python, а его на этом компьютере нет.</translation>
    </message>
    <message>
        <source>Install it; on Debian: sudo apt install python3-pip.</source>
        <translation>Установите его; в Debian: sudo apt install python3-pip.</translation>
    </message>
    <message>
        <source>The local engine needs a library of the system that is missing: %1.</source>
        <translation>Локальному движку не хватает системной библиотеки: %1.</translation>
    </message>
    <message>
        <source>Install it; on Debian: sudo apt install libgomp1.</source>
        <translation>Установите её; в Debian: sudo apt install libgomp1.</translation>
    </message>
    <message>
        <source>There is no ready-made local engine for this kind of computer: %1.</source>
        <translation>Для компьютеров этого вида готового локального движка нет: %1.</translation>
    </message>
    <message>
        <source>The package source of this computer does not offer %1.</source>
        <translation>В источнике пакетов этого компьютера нет %1.</translation>
    </message>
    <message>
        <source>Check which source pip uses, or choose a llama-server and a model file of your own.</source>
        <translation>Проверьте, каким источником пользуется pip, или выберите свой llama-server и свой файл модели.</translation>
    </message>
    <message>
        <source>The model file is missing: %1.</source>
        <translation>Нет файла модели: %1.</translation>
    </message>
    <message>
        <source>This is no model file in the GGUF format: %1.</source>
        <translation>Это не файл модели в формате GGUF: %1.</translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf.</source>
        <translation>Выберите файл с окончанием .gguf.</translation>
    </message>
    <message>
        <source>The model file is cut short: %1.</source>
        <translation>Файл модели обрезан: %1.</translation>
    </message>
    <message>
        <source>Set the local model up again, or copy the file once more.</source>
        <translation>Установите локальную модель заново или ещё раз скопируйте файл.</translation>
    </message>
    <message>
        <source>The local engine is too old for this model: %1.</source>
        <translation>Локальный движок слишком стар для этой модели: %1.</translation>
    </message>
    <message>
        <source>Choose another model, or a newer llama-server.</source>
        <translation>Выберите другую модель или более новый llama-server.</translation>
    </message>
    <message>
        <source>The local engine cannot load this model file: %1.</source>
        <translation>Локальный движок не может загрузить этот файл модели: %1.</translation>
    </message>
    <message>
        <source>Choose another file; the engine&apos;s log says what it did not like.</source>
        <translation>Выберите другой файл; что не понравилось движку, сказано в его журнале.</translation>
    </message>
    <message>
        <source>Another program answers where the local engine should.</source>
        <translation>На месте локального движка отвечает другая программа.</translation>
    </message>
    <message>
        <source>Start it again; it then takes another port.</source>
        <translation>Запустите снова: он возьмёт другой порт.</translation>
    </message>
    <message>
        <source>There is no space left on the disk: %1.</source>
        <translation>На диске не осталось места: %1.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Освободите место и попробуйте снова.</translation>
    </message>
    <message>
        <source>This place cannot be written to: %1.</source>
        <translation>Сюда нельзя записать: %1.</translation>
    </message>
    <message>
        <source>Check the rights of the folder, or use another profile folder.</source>
        <translation>Проверьте права на папку или возьмите другую папку профиля.</translation>
    </message>
    <message>
        <source>The set-up writes only into a folder of yours, never into a place of the system: %1.</source>
        <translation>Установка пишет только в вашу папку и никогда в системные места: %1.</translation>
    </message>
    <message>
        <source>Run it as yourself, not as root.</source>
        <translation>Запустите от своего имени, а не от root.</translation>
    </message>
    <message>
        <source>The local model is being set up already, by another Lineup.</source>
        <translation>Локальную модель уже устанавливает другой экземпляр Lineup.</translation>
    </message>
    <message>
        <source>Wait until that one has finished.</source>
        <translation>Подождите, пока он закончит.</translation>
    </message>
    <message>
        <source>A download is not the file that was expected: %1.</source>
        <translation>Загружен не тот файл, который ожидался: %1.</translation>
    </message>
    <message>
        <source>It was removed; try again, and check the network if it happens twice.</source>
        <translation>Он удалён; попробуйте снова, а если повторится, проверьте сеть.</translation>
    </message>
    <message>
        <source>A download cannot be unpacked: %1.</source>
        <translation>Загруженный файл не распаковывается: %1.</translation>
    </message>
    <message>
        <source>It was removed; try again.</source>
        <translation>Он удалён; попробуйте снова.</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>Нечего сравнивать.</translation>
    </message>
    <message>
        <source>Give at least one --lane, or a .lineup document; “lineup help compare” shows how.</source>
        <translation>Укажите хотя бы один --lane или документ .lineup; как — покажет «lineup help compare».</translation>
    </message>
    <message>
        <source>There is no prompt to send.</source>
        <translation>Нет промпта для отправки.</translation>
    </message>
    <message>
        <source>Give one with --prompt TEXT, --prompt @FILE, or --prompt - for the standard input.</source>
        <translation>Задайте его: --prompt ТЕКСТ, --prompt @ФАЙЛ или --prompt - для стандартного ввода.</translation>
    </message>
    <message>
        <source>This is not text in UTF-8: %1.</source>
        <translation>Это не текст в UTF-8: %1.</translation>
    </message>
    <message>
        <source>Save it as UTF-8, then try again.</source>
        <translation>Сохраните его в UTF-8 и попробуйте снова.</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>сервера</translation>
    </message>
    <message>
        <source>A content filter stopped the request: %1.</source>
        <translation>Запрос остановлен фильтром содержимого: %1.</translation>
    </message>
    <message>
        <source>The answer was cut off before it was complete.</source>
        <translation>Ответ оборвался до конца.</translation>
    </message>
    <message>
        <source>Send again for a whole answer.</source>
        <translation>Отправьте снова, чтобы получить ответ целиком.</translation>
    </message>
    <message>
        <source>Ask for less, or use a smaller file.</source>
        <translation>Попросите меньше или возьмите файл поменьше.</translation>
    </message>
    <message>
        <source>Send again, or raise the idle time-out.</source>
        <translation>Отправьте снова или увеличьте тайм-аут молчания.</translation>
    </message>
    <message>
        <source>Send again, or raise the limit.</source>
        <translation>Отправьте снова или увеличьте предел.</translation>
    </message>
    <message>
        <source>The answer took longer than the total time-out.</source>
        <translation>Ответ не уложился в общий тайм-аут.</translation>
    </message>
    <message>
        <source>Raise the total time-out, or ask for a shorter answer.</source>
        <translation>Увеличьте общий тайм-аут или попросите ответ короче.</translation>
    </message>
    <message>
        <source>Lineup is offline: nothing was sent.</source>
        <translation>Lineup работает автономно: ничего не отправлено.</translation>
    </message>
    <message>
        <source>Lineup is offline: nothing was sent to %1.</source>
        <translation>Lineup работает автономно: на %1 ничего не отправлено.</translation>
    </message>
    <message>
        <source>Switch offline mode off, or ask a model on this computer.</source>
        <translation>Отключите автономный режим или спросите модель на этом компьютере.</translation>
    </message>
    <message>
        <source>“lineup help backends” lists the settings of a backend.</source>
        <translation>Настройки подключения перечисляет команда «lineup help backends».</translation>
    </message>
    <message>
        <source>This is no key: %1.</source>
        <translation>Это не ключ: %1.</translation>
    </message>
    <message>
        <source>Copy the key alone from the page of the provider, then try again.</source>
        <translation>Скопируйте со страницы провайдера только сам ключ и попробуйте снова.</translation>
    </message>
    <message>
        <source>The header field %1 looks like a secret, and settings are kept in a plain file.</source>
        <translation>Поле заголовка %1 похоже на секрет, а настройки хранятся в открытом файле.</translation>
    </message>
    <message>
        <source>Enter it as the key of the backend, which goes into the key store, and leave the field out.</source>
        <translation>Введите его как ключ подключения — он попадёт в хранилище ключей — и уберите это поле.</translation>
    </message>
    <message>
        <source>The address of the proxy holds a user name or a password, and settings are kept in a plain file.</source>
        <translation>В адресе прокси есть имя пользователя или пароль, а настройки хранятся в открытом файле.</translation>
    </message>
    <message>
        <source>Write the address alone, and enter user and password apart: they go into the key store.</source>
        <translation>Укажите только адрес, а имя и пароль введите отдельно: они попадут в хранилище ключей.</translation>
    </message>
    <message>
        <source>No key store was found on this computer, so a key cannot be kept.</source>
        <translation>На этом компьютере нет хранилища ключей, поэтому сохранить ключ нельзя.</translation>
    </message>
    <message>
        <source>Put the key into an environment variable and write key-env=NAME, or install one: GNOME Keyring, KeePassXC or KWallet.</source>
        <translation>Поместите ключ в переменную окружения и напишите key-env=ИМЯ или установите хранилище: GNOME Keyring, KeePassXC или KWallet.</translation>
    </message>
    <message>
        <source>The key of this backend was entered for another address than %1, so it was not sent there.</source>
        <translation>Ключ этого подключения был введён для другого адреса, поэтому на %1 он не отправлен.</translation>
    </message>
    <message>
        <source>If the new address is right, enter the key again.</source>
        <translation>Если новый адрес верен, введите ключ ещё раз.</translation>
    </message>
    <message>
        <source>The key store of this computer gives no key: %1.</source>
        <translation>Хранилище ключей не выдаёт ключ: %1.</translation>
    </message>
    <message>
        <source>Unlock it, then send again.</source>
        <translation>Разблокируйте его и отправьте снова.</translation>
    </message>
    <message>
        <source>The backend %1 is switched off.</source>
        <translation>Подключение %1 выключено.</translation>
    </message>
    <message>
        <source>Switch it on, or choose another one.</source>
        <translation>Включите его или выберите другое.</translation>
    </message>
    <message>
        <source>This provider has no list of models, which a test asks for.</source>
        <translation>У этого поставщика нет списка моделей, который запрашивает проверка.</translation>
    </message>
    <message>
        <source>Name a model to test it with: a pane, or “lineup backends test NAME --model MODEL”.</source>
        <translation>Укажите модель для проверки: в панели или командой «lineup backends test ИМЯ --model МОДЕЛЬ».</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>s</source>
        <extracomment>unit of time after a number: seconds</extracomment>
        <translation>с</translation>
    </message>
    <message>
        <source>ms</source>
        <extracomment>unit of time after a number: milliseconds</extracomment>
        <translation>мс</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <extracomment>an amount of tokens in a sentence: &quot;498 tokens&quot;</extracomment>
        <translation>
            <numerusform>%Ln токен</numerusform>
            <numerusform>%Ln токена</numerusform>
            <numerusform>%Ln токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>tok/s</source>
        <extracomment>unit of speed after a number: tokens per second, as short as it is understood</extracomment>
        <translation>ток/с</translation>
    </message>
    <message>
        <source>B</source>
        <extracomment>unit of size after a number: bytes</extracomment>
        <translation>Б</translation>
    </message>
    <message>
        <source>kB</source>
        <extracomment>unit of size after a number: thousand bytes</extracomment>
        <translation>кБ</translation>
    </message>
    <message>
        <source>MB</source>
        <extracomment>unit of size after a number: million bytes</extracomment>
        <translation>МБ</translation>
    </message>
    <message>
        <source>GB</source>
        <extracomment>unit of size after a number: thousand million bytes</extracomment>
        <translation>ГБ</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>a share in per cent; %1 is the number</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>reported</source>
        <extracomment>where a cost comes from: the provider named it in its reply</extracomment>
        <translation>от сервиса</translation>
    </message>
    <message>
        <source>list price</source>
        <extracomment>where a cost comes from: tokens times the published price</extracomment>
        <translation>прайс-лист</translation>
    </message>
    <message>
        <source>own price</source>
        <extracomment>where a cost comes from: tokens times the price that the person typed</extracomment>
        <translation>своя цена</translation>
    </message>
    <message>
        <source>estimate</source>
        <extracomment>where a cost comes from: not final, or the tokens are estimated</extracomment>
        <translation>оценка</translation>
    </message>
    <message>
        <source>local</source>
        <extracomment>where a cost comes from: this computer, nothing is charged</extracomment>
        <translation>локально</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>where a cost comes from: nobody knows the price</extracomment>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>pattern of a date in the language of QLocale::toString: 21 Nov 2026</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>HH:mm:ss</source>
        <extracomment>pattern of a time in the language of QLocale::toString: 14:02:11</extracomment>
        <translation>HH:mm:ss</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <extracomment>pattern of date and time in the language of QLocale::toString: 21 Nov 2026, 14:02</extracomment>
        <translation>d MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>finished</source>
        <extracomment>how an answer ended: the model stopped by itself</extracomment>
        <translation>готово</translation>
    </message>
    <message>
        <source>cut at the maximum</source>
        <extracomment>how an answer ended: cut at the maximum of tokens</extracomment>
        <translation>обрезано по пределу</translation>
    </message>
    <message>
        <source>refused</source>
        <extracomment>how an answer ended: the model declined</extracomment>
        <translation>отказ</translation>
    </message>
    <message>
        <source>filtered</source>
        <extracomment>how an answer ended: a content filter stopped it</extracomment>
        <translation>остановлено фильтром</translation>
    </message>
    <message>
        <source>asks for a tool</source>
        <extracomment>how an answer ended: the model asks for a tool</extracomment>
        <translation>просит инструмент</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>how an answer ended: an error</extracomment>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>stopped</source>
        <extracomment>how an answer ended: the person stopped it</extracomment>
        <translation>остановлено</translation>
    </message>
    <message>
        <source>stopped by budget</source>
        <extracomment>how an answer ended: the person&apos;s own limit of cost stopped it</extracomment>
        <translation>остановлено по бюджету</translation>
    </message>
    <message>
        <source>not sent</source>
        <extracomment>what a pane does now: nothing was sent to it</extracomment>
        <translation>не отправлено</translation>
    </message>
    <message>
        <source>queued</source>
        <extracomment>what a pane does now</extracomment>
        <translation>в очереди</translation>
    </message>
    <message>
        <source>connecting</source>
        <extracomment>what a pane does now</extracomment>
        <translation>соединение</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>what a pane does now: the server has the request, nothing came back yet</extracomment>
        <translation>ожидание</translation>
    </message>
    <message>
        <source>thinking</source>
        <extracomment>what a pane does now: the model reasons before its answer</extracomment>
        <translation>размышление</translation>
    </message>
    <message>
        <source>answering</source>
        <extracomment>what a pane does now: text of the answer comes</extracomment>
        <translation>отвечает</translation>
    </message>
    <message>
        <source>trying again</source>
        <extracomment>what a pane does now: an attempt failed, another comes</extracomment>
        <translation>новая попытка</translation>
    </message>
    <message>
        <source>ended</source>
        <extracomment>what a pane does now: nothing more, the answer is there</extracomment>
        <translation>завершено</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <extracomment>read aloud; %1 is a number with decimals</extracomment>
        <translation>%1 секунды</translation>
    </message>
    <message>
        <source>%1 tokens a second</source>
        <extracomment>read aloud; %1 is a number, may have a decimal</extracomment>
        <translation>%1 токена в секунду</translation>
    </message>
    <message>
        <source>%1 cents</source>
        <extracomment>read aloud: an amount under one dollar; %1 is a number, may have decimals</extracomment>
        <translation>%1 цента</translation>
    </message>
</context>
<context>
    <name>HelpText</name>
    <message>
        <source>Lineup compares language models side by side.</source>
        <translation>Lineup сравнивает языковые модели бок о бок.</translation>
    </message>
    <message>
        <source>open the window</source>
        <translation>открыть окно</translation>
    </message>
    <message>
        <source>run a comparison in the terminal</source>
        <translation>сравнить в терминале</translation>
    </message>
    <message>
        <source>list the models that a backend serves</source>
        <translation>перечислить модели подключения</translation>
    </message>
    <message>
        <source>install the local model, which needs no key</source>
        <translation>установить локальную модель, ключ не нужен</translation>
    </message>
    <message>
        <source>the options of a command</source>
        <translation>параметры команды</translation>
    </message>
    <message>
        <source>print the version</source>
        <translation>показать версию</translation>
    </message>
    <message>
        <source>Everywhere:</source>
        <translation>Везде:</translation>
    </message>
    <message>
        <source>keep settings and the local model in this folder</source>
        <translation>хранить настройки и локальную модель в этой папке</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Параметры:</translation>
    </message>
    <message>
        <source>one answer; may be given any number of times</source>
        <translation>один ответ; можно указать сколько угодно раз</translation>
    </message>
    <message>
        <source>the prompt; - reads the standard input</source>
        <translation>промпт; - читает стандартный ввод</translation>
    </message>
    <message>
        <source>the system text</source>
        <translation>системный текст</translation>
    </message>
    <message>
        <source>examples, one {&quot;input&quot;: …, &quot;output&quot;: …} a line</source>
        <translation>примеры, по одному {&quot;input&quot;: …, &quot;output&quot;: …} в строке</translation>
    </message>
    <message>
        <source>run everything N times (1 to 1000)</source>
        <translation>выполнить всё N раз (1–1000)</translation>
    </message>
    <message>
        <source>how to print the result</source>
        <translation>как вывести результат</translation>
    </message>
    <message>
        <source>keep the line-up with its answers</source>
        <translation>сохранить набор вместе с ответами</translation>
    </message>
    <message>
        <source>Settings of a lane, separated by commas (\, is a comma inside a value):</source>
        <translation>Параметры дорожки через запятую (\, — запятая внутри значения):</translation>
    </message>
    <message>
        <source>the local model</source>
        <translation>локальная модель</translation>
    </message>
    <message>
        <source>the environment variable that holds the key</source>
        <translation>переменная окружения с ключом</translation>
    </message>
    <message>
        <source>what the lane is called</source>
        <translation>название дорожки</translation>
    </message>
    <message>
        <source>instead of --system</source>
        <translation>вместо --system</translation>
    </message>
    <message>
        <source>the first K of --shots, or a file of its own</source>
        <translation>первые K из --shots или свой файл</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>секунды</translation>
    </message>
    <message>
        <source>further attempts after the first (0 to 10)</source>
        <translation>повторные попытки после первой (0–10)</translation>
    </message>
    <message>
        <source>a member of the request as it is</source>
        <translation>поле запроса как есть</translation>
    </message>
    <message>
        <source>US dollars per million tokens</source>
        <translation>доллары США за миллион токенов</translation>
    </message>
    <message>
        <source>Exit codes:</source>
        <translation>Коды завершения:</translation>
    </message>
    <message>
        <source>every lane finished</source>
        <translation>все дорожки завершены</translation>
    </message>
    <message>
        <source>wrong usage, or a file that cannot be read</source>
        <translation>неверный вызов или файл не читается</translation>
    </message>
    <message>
        <source>some lane did not finish; the others are printed</source>
        <translation>какая-то дорожка не завершена; остальные выведены</translation>
    </message>
    <message>
        <source>interrupted; what came is printed</source>
        <translation>прервано; полученное выведено</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Примеры:</translation>
    </message>
    <message>
        <source>Example:</source>
        <translation>Пример:</translation>
    </message>
    <message>
        <source>Downloads the local engine and a small model (about 130 MB together) into your own data folder and checks them. Nothing is installed into the system. Interrupted downloads go on where they were.</source>
        <translation>Загружает локальный движок и небольшую модель (вместе около 130 МБ) в вашу папку данных и проверяет их. В систему ничего не ставится. Готовые загрузки берутся из прежней попытки.</translation>
    </message>
    <message>
        <source>--model gemma-3-270m brings a second model (about 240 MB) under terms of its own, which are shown first and have to be accepted. Panes with model=gemma-3-270m then answer beside the first model.</source>
        <translation>--model gemma-3-270m загружает вторую модель (около 240 МБ). У неё свои условия: сначала они показываются, и их нужно принять. После этого панели с model=gemma-3-270m отвечают рядом с первой моделью.</translation>
    </message>
    <message>
        <source>set up, test and list backends</source>
        <translation>настроить, проверить и перечислить подключения</translation>
    </message>
    <message>
        <source>show what a backend really does</source>
        <translation>показать, что сервер умеет на деле</translation>
    </message>
    <message>
        <source>send nothing to another computer</source>
        <translation>ничего не отправлять на другие компьютеры</translation>
    </message>
    <message>
        <source>a backend that is set up: “lineup backends”</source>
        <translation>настроенное подключение: «lineup backends»</translation>
    </message>
    <message>
        <source>a provider: openai, anthropic, ollama, openai-compatible, …</source>
        <translation>провайдер: openai, anthropic, ollama, openai-compatible, …</translation>
    </message>
    <message>
        <source>settings of the provider&apos;s own</source>
        <translation>собственные настройки провайдера</translation>
    </message>
    <message>
        <source>false: the whole answer in one piece</source>
        <translation>false: весь ответ целиком</translation>
    </message>
    <message>
        <source>the answer keeps to this JSON Schema</source>
        <translation>ответ следует этой схеме JSON</translation>
    </message>
    <message>
        <source>functions that the model may ask for; none is run</source>
        <translation>функции, которые модель может запросить; ни одна не выполняется</translation>
    </message>
    <message>
        <source>Without an option: the models of the local engine and of every backend that is set up. --lane takes the settings of “lineup help compare”. Lists of providers are kept for a day; --refresh asks again.</source>
        <translation>Без параметров: модели локального движка и всех настроенных подключений. --lane принимает настройки из «lineup help compare». Списки провайдеров хранятся сутки; --refresh запрашивает их заново.</translation>
    </message>
    <message>
        <source>change one that is set up; what is not named stays</source>
        <translation>изменить настроенное; неназванное остаётся</translation>
    </message>
    <message>
        <source>read the key from the standard input, for the key store</source>
        <translation>прочитать ключ со стандартного ввода в хранилище ключей</translation>
    </message>
    <message>
        <source>the same for user:password of the proxy</source>
        <translation>то же для имя:пароль прокси</translation>
    </message>
    <message>
        <source>the same for the key of the client certificate</source>
        <translation>то же для ключа клиентского сертификата</translation>
    </message>
    <message>
        <source>Settings of a backend, separated by commas (\, is a comma inside a value):</source>
        <translation>Настройки подключения через запятую (\, — запятая внутри значения):</translation>
    </message>
    <message>
        <source>http, https, socks5 or socks5h</source>
        <translation>http, https, socks5 или socks5h</translation>
    </message>
    <message>
        <source>sent with every request; no secrets</source>
        <translation>отправляется с каждым запросом; не для секретов</translation>
    </message>
    <message>
        <source>for proxies that hold streams back</source>
        <translation>для прокси, которые задерживают потоки</translation>
    </message>
    <message>
        <source>at most so many; none = no limit</source>
        <translation>не больше указанного; none — без ограничения</translation>
    </message>
    <message>
        <source>Sends some twenty-five short questions to each backend, one after another, and prints what it really does. A service charges for them as for any others.</source>
        <translation>Задаёт каждому серверу по очереди около двадцати пяти коротких вопросов и печатает, что он умеет на деле. Платный сервис берёт за них деньги, как и за любые другие.</translation>
    </message>
    <message>
        <source>a backend that needs no more than its kind; may be given any number of times</source>
        <translation>сервер, которому достаточно названия вида; можно указать несколько раз</translation>
    </message>
    <message>
        <source>any other, with the settings of “lineup help compare”</source>
        <translation>любой другой, с настройками из «lineup help compare»</translation>
    </message>
    <message>
        <source>every backend that can be asked without more being said</source>
        <translation>все серверы, к которым можно обратиться без дополнительных настроек</translation>
    </message>
    <message>
        <source>only this check; may be given any number of times</source>
        <translation>только эта проверка; можно указать несколько раз</translation>
    </message>
    <message>
        <source>no required check failed</source>
        <translation>все обязательные проверки прошли или пропущены</translation>
    </message>
    <message>
        <source>a required check failed, or a backend could not be asked</source>
        <translation>обязательная проверка не пройдена, или к серверу не удалось обратиться</translation>
    </message>
    <message>
        <source>interrupted; nothing is printed</source>
        <translation>прервано; ничего не печатается</translation>
    </message>
</context>
<context>
    <name>PhaseRows</name>
    <message>
        <source>queue</source>
        <extracomment>part of the time of an answer: waiting for a slot or for the local engine before the request leaves</extracomment>
        <translation>очередь</translation>
    </message>
    <message>
        <source>retry</source>
        <extracomment>part of the time of an answer: failed attempts and the pauses between them</extracomment>
        <translation>повторы</translation>
    </message>
    <message>
        <source>DNS</source>
        <extracomment>part of the time of an answer: looking up the server&apos;s name</extracomment>
        <translation>DNS</translation>
    </message>
    <message>
        <source>connect</source>
        <extracomment>part of the time of an answer: opening the connection</extracomment>
        <translation>соединение</translation>
    </message>
    <message>
        <source>TLS</source>
        <extracomment>part of the time of an answer: securing the connection</extracomment>
        <translation>TLS</translation>
    </message>
    <message>
        <source>upload</source>
        <extracomment>part of the time of an answer: sending the request</extracomment>
        <translation>отправка</translation>
    </message>
    <message>
        <source>wait</source>
        <extracomment>part of the time of an answer: request sent, nothing back yet</extracomment>
        <translation>ожидание</translation>
    </message>
    <message>
        <source>thinking</source>
        <extracomment>part of the time of an answer: the model reasons before its answer</extracomment>
        <translation>размышление</translation>
    </message>
    <message>
        <source>text</source>
        <extracomment>part of the time of an answer: the text of the answer comes</extracomment>
        <translation>текст</translation>
    </message>
    <message>
        <source>tail</source>
        <extracomment>part of the time of an answer: after the last text until the server closes</extracomment>
        <translation>завершение</translation>
    </message>
</context>
<context>
    <name>RaceScene</name>
    <message>
        <source>%1 s</source>
        <extracomment>last number of the time axis with its unit, seconds</extracomment>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 thinking ends</source>
        <extracomment>beside a mark in the chart: here pane %1 (a letter) stopped reasoning and began its answer</extracomment>
        <translation>%1: конец размышления</translation>
    </message>
</context>
<context>
    <name>StripWords</name>
    <message>
        <source>, </source>
        <extracomment>between the parts of a short list: &quot;5 running, 1 queued&quot;</extracomment>
        <translation>, </translation>
    </message>
    <message>
        <source>Race + phases</source>
        <extracomment>tab of the strip in a wide window: two charts side by side</extracomment>
        <translation>Гонка и фазы</translation>
    </message>
    <message>
        <source>Race</source>
        <extracomment>tab of the strip: the curves of all answers over time</extracomment>
        <translation>Гонка</translation>
    </message>
    <message>
        <source>Phases</source>
        <extracomment>tab of the strip: where the time of each answer went</extracomment>
        <translation>Фазы</translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>tab of the strip: tokens a second of each answer</extracomment>
        <translation>Темп</translation>
    </message>
    <message>
        <source>Left: output tokens over seconds, thinking included (thin line). Right: where the time went.</source>
        <extracomment>what the two charts of the strip show</extracomment>
        <translation>Слева: токены ответа по секундам, с размышлением (тонкая линия). Справа: на что ушло время.</translation>
    </message>
    <message>
        <source>Output tokens over seconds since Send</source>
        <extracomment>what the chart shows: y axis over x axis</extracomment>
        <translation>Токены ответа по секундам с отправки</translation>
    </message>
    <message>
        <source>Output tokens a second</source>
        <extracomment>what the chart shows; the legend beside it names the two bars</extracomment>
        <translation>Токены ответа в секунду</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <extracomment>number of panes that answer now</extracomment>
        <translation>
            <numerusform>отвечает %n</numerusform>
            <numerusform>отвечают %n</numerusform>
            <numerusform>отвечают %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <extracomment>number of panes that wait for their turn</extracomment>
        <translation>
            <numerusform>в очереди %n</numerusform>
            <numerusform>в очереди %n</numerusform>
            <numerusform>в очереди %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <extracomment>number of panes whose answer is there</extracomment>
        <translation>
            <numerusform>готова %n</numerusform>
            <numerusform>готовы %n</numerusform>
            <numerusform>готовы %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <extracomment>number of panes that ended with an error</extracomment>
        <translation>
            <numerusform>ошибка у %n</numerusform>
            <numerusform>ошибка у %n</numerusform>
            <numerusform>ошибка у %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Pane %1 failed after %2; its line stops there.</source>
        <extracomment>%1 letter of a pane, %2 a time (&quot;1.1 s&quot;)</extracomment>
        <translation>Панель %1: ошибка через %2, линия там обрывается.</translation>
    </message>
    <message>
        <source>Panes %1 failed; their lines stop there.</source>
        <extracomment>%1 list of the letters of panes</extracomment>
        <translation>Панели %1: ошибка, их линии там обрываются.</translation>
    </message>
    <message>
        <source>%1: too few tokens for a decode speed (needs 8).</source>
        <extracomment>%1 letter or list of letters of panes</extracomment>
        <translation>%1: для скорости вывода мало токенов (нужно 8).</translation>
    </message>
    <message>
        <source>All panes: %1 tokens out, %2</source>
        <extracomment>the folded strip: %1 tokens of all answers, %2 their cost</extracomment>
        <translation>Все панели: токенов в ответах %1, %2</translation>
    </message>
    <message>
        <source>Recorded on %1</source>
        <extracomment>the shown run was not made now; %1 date and time</extracomment>
        <translation>Записано %1</translation>
    </message>
    <message>
        <source>Pane %1: %2 in %3.</source>
        <extracomment>read aloud: %1 letter of a pane, %2 &quot;385 tokens&quot;, %3 &quot;5.2 seconds&quot;</extracomment>
        <translation>Панель %1: %2 за %3.</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>There is no display, so no window can be opened. To compare in the terminal: %1.</source>
        <translation>Дисплея нет, поэтому окно открыть нельзя. Сравнить в терминале: %1.</translation>
    </message>
</context>
<context>
    <name>TextReports</name>
    <message>
        <source>Lane</source>
        <translation>Дорожка</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Первый токен</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Вывод</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Всего</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 = amount, %2 = where it comes from: &quot;$0 local&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The text is incomplete.</source>
        <translation>Текст неполный.</translation>
    </message>
    <message>
        <source>The text is incomplete: stopped by you.</source>
        <translation>Текст неполный: остановлено вами.</translation>
    </message>
    <message>
        <source>Cut at the maximum number of tokens.</source>
        <translation>Обрезано по пределу токенов.</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Сравнение</translation>
    </message>
    <message>
        <source>Prompt:</source>
        <translation>Промпт:</translation>
    </message>
</context>
<context>
    <name>UsageWords</name>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Команды «%1» нет.</translation>
    </message>
    <message>
        <source>There is no option “%1” here.</source>
        <translation>Параметра «%1» здесь нет.</translation>
    </message>
    <message>
        <source>The argument “%1” has no place here.</source>
        <translation>Аргумент «%1» здесь лишний.</translation>
    </message>
    <message>
        <source>The option %1 needs a value.</source>
        <translation>Параметру %1 нужно значение.</translation>
    </message>
    <message>
        <source>The option %1 takes no value.</source>
        <translation>Параметр %1 не принимает значения.</translation>
    </message>
    <message>
        <source>The option %1 is given twice.</source>
        <translation>Параметр %1 задан дважды.</translation>
    </message>
    <message>
        <source>The value of %1 must be %2.</source>
        <translation>Значение %1 должно быть таким: %2.</translation>
    </message>
    <message>
        <source>An option is not text in UTF-8.</source>
        <translation>Параметр не является текстом в UTF-8.</translation>
    </message>
    <message>
        <source>The value of %1 is not text in UTF-8.</source>
        <translation>Значение %1 не является текстом в UTF-8.</translation>
    </message>
    <message>
        <source>Did you mean “%1”? All of them: %2.</source>
        <translation>Может быть, «%1»? Все варианты: %2.</translation>
    </message>
    <message>
        <source>How it goes: %1.</source>
        <translation>Правильно так: %1.</translation>
    </message>
    <message>
        <source>“lineup %1” needs a name behind it.</source>
        <extracomment>%1 = words of the command line, such as &quot;backends add&quot;</extracomment>
        <translation>После «lineup %1» нужно имя.</translation>
    </message>
</context>
<context>
    <name>lineup::Actions</name>
    <message>
        <source>&amp;New Line-up</source>
        <translation>&amp;Новый набор</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Открыть…</translation>
    </message>
    <message>
        <source>Open &amp;Example</source>
        <translation>Открыть &amp;пример</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Сохранить</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Сохранить &amp;как…</translation>
    </message>
    <message>
        <source>&amp;Close Line-up</source>
        <translation>&amp;Закрыть набор</translation>
    </message>
    <message>
        <source>&amp;Reopen Closed Line-up</source>
        <translation>&amp;Вернуть закрытый набор</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>&amp;Настройки…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>В&amp;ыход</translation>
    </message>
    <message>
        <source>&amp;Undo Remove Pane</source>
        <translation>&amp;Вернуть удалённую панель</translation>
    </message>
    <message>
        <source>Edit &amp;Prompt</source>
        <translation>Изменить &amp;промпт</translation>
    </message>
    <message>
        <source>Edit &amp;System Prompt</source>
        <translation>Изменить &amp;системный промпт</translation>
    </message>
    <message>
        <source>Edit E&amp;xamples</source>
        <translation>Изменить при&amp;меры</translation>
    </message>
    <message>
        <source>Fold &amp;Rail</source>
        <translation>Свернуть &amp;боковую панель</translation>
    </message>
    <message>
        <source>Fold Race &amp;Strip</source>
        <translation>Свернуть &amp;графики</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>&amp;Урок</translation>
    </message>
    <message>
        <source>&amp;Larger Answers</source>
        <translation>&amp;Крупнее</translation>
    </message>
    <message>
        <source>S&amp;maller Answers</source>
        <translation>&amp;Мельче</translation>
    </message>
    <message>
        <source>&amp;Normal Size</source>
        <translation>&amp;Обычный размер</translation>
    </message>
    <message>
        <source>Next &amp;Region</source>
        <translation>Следующая &amp;область</translation>
    </message>
    <message>
        <source>Pre&amp;vious Region</source>
        <translation>Пред&amp;ыдущая область</translation>
    </message>
    <message>
        <source>&amp;Next Line-up</source>
        <translation>Следующий на&amp;бор</translation>
    </message>
    <message>
        <source>&amp;Previous Line-up</source>
        <translation>Предыдущий набо&amp;р</translation>
    </message>
    <message>
        <source>Next R&amp;un</source>
        <translation>Следующий &amp;запуск</translation>
    </message>
    <message>
        <source>Previous Ru&amp;n</source>
        <translation>Пр&amp;едыдущий запуск</translation>
    </message>
    <message>
        <source>&amp;Add Pane…</source>
        <translation>&amp;Добавить панель…</translation>
    </message>
    <message>
        <source>&amp;Maximise Pane</source>
        <translation>&amp;Развернуть панель</translation>
    </message>
    <message>
        <source>&amp;Edit Settings…</source>
        <translation>&amp;Изменить параметры…</translation>
    </message>
    <message>
        <source>&amp;Send Again to This Pane</source>
        <translation>Отправить этой панели &amp;снова</translation>
    </message>
    <message>
        <source>S&amp;top This Pane</source>
        <translation>Ос&amp;тановить панель</translation>
    </message>
    <message>
        <source>&amp;Copy Answer</source>
        <translation>&amp;Копировать ответ</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>Сделать &amp;копию</translation>
    </message>
    <message>
        <source>&amp;Remove Pane</source>
        <translation>&amp;Удалить панель</translation>
    </message>
    <message>
        <source>Rea&amp;d State of Pane</source>
        <translation>Про&amp;читать состояние панели</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Отправить</translation>
    </message>
    <message>
        <source>Send the Last Prompt A&amp;gain</source>
        <translation>Отправить последний промпт &amp;ещё раз</translation>
    </message>
    <message>
        <source>S&amp;top All</source>
        <translation>О&amp;становить все</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Сочетания клавиш</translation>
    </message>
    <message>
        <source>&amp;About Lineup</source>
        <translation>&amp;О программе</translation>
    </message>
    <message>
        <source>Go to Pane &amp;%1</source>
        <translation>К панели &amp;%1</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Как в &amp;системе</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Светлые</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Тёмные</translation>
    </message>
</context>
<context>
    <name>lineup::AddPanel</name>
    <message>
        <source>Lineup tells whose it is by its shape. Nothing is sent yet.</source>
        <translation>Lineup узнаёт по виду ключа, чей он. Пока ничего не отправляется.</translation>
    </message>
    <message>
        <source>This does not look like a key: it has blanks or letters that no key has.</source>
        <translation>Это не похоже на ключ: в нём есть пробелы или символы, которых в ключах не бывает.</translation>
    </message>
    <message>
        <source>This looks like a key of %1. Nothing was sent.</source>
        <translation>Похоже на ключ %1. Ничего не отправлено.</translation>
    </message>
    <message>
        <source>By its shape it could be a key of one of these. Nothing was sent.</source>
        <translation>Судя по виду, это может быть ключ одного из этих поставщиков. Ничего не отправлено.</translation>
    </message>
    <message>
        <source>Its shape does not say whose it is. Choose the provider below.</source>
        <translation>По виду ключа не понять, чей он. Выберите поставщика ниже.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>Добавить %1</translation>
    </message>
    <message>
        <source>Add a backend</source>
        <translation>Новое подключение</translation>
    </message>
    <message>
        <source>Paste a key</source>
        <translation>Вставьте ключ</translation>
    </message>
    <message>
        <source>Or choose the provider</source>
        <translation>Или выберите поставщика</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Поставщики</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Look on this computer…</source>
        <translation>Искать на этом компьютере…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>lineup::AnswerNotes</name>
    <message>
        <source>blocked</source>
        <translation>заблокировано</translation>
    </message>
    <message>
        <source>Prompt: %1</source>
        <extracomment>what a content filter found in the prompt; %1 is a list of categories</extracomment>
        <translation>Запрос: %1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Ответ: %1</translation>
    </message>
    <message>
        <source>nothing blocked</source>
        <extracomment>what a content filter blocked; %1 is a list of categories</extracomment>
        <translation>ничего не заблокировано</translation>
    </message>
    <message>
        <source>blocked: %1</source>
        <translation>заблокировано: %1</translation>
    </message>
    <message>
        <source>Content filter</source>
        <translation>Фильтр содержания</translation>
    </message>
    <message>
        <source>Log probabilities</source>
        <translation>Вероятности токенов</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n токен</numerusform>
            <numerusform>%n токена</numerusform>
            <numerusform>%n токенов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::BackendForm</name>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Модели</translation>
    </message>
    <message numerus="yes">
        <source>%n listed</source>
        <translation>
            <numerusform>%n в списке</numerusform>
            <numerusform>%n в списке</numerusform>
            <numerusform>%n в списке</numerusform>
        </translation>
    </message>
    <message>
        <source>This looks like a key of %1. It is kept for this backend all the same if you press Enter.</source>
        <translation>Похоже на ключ %1. Если нажать «Ввести», он всё равно будет сохранён для этого подключения.</translation>
    </message>
    <message>
        <source>Use in line-ups</source>
        <translation>Использовать в сравнениях</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Поставщик</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>Paste a key</source>
        <translation>Вставьте ключ</translation>
    </message>
    <message>
        <source>Key variable</source>
        <translation>Переменная с ключом</translation>
    </message>
    <message>
        <source>Name of the environment variable that is read when no key is entered.</source>
        <translation>Имя переменной окружения; она читается, если ключ не введён.</translation>
    </message>
    <message>
        <source>Where keys are made</source>
        <translation>Где получить ключ</translation>
    </message>
</context>
<context>
    <name>lineup::BackendList</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n модель</numerusform>
            <numerusform>%n модели</numerusform>
            <numerusform>%n моделей</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::BackendTestCommand</name>
    <message numerus="yes">
        <source>%n model(s) listed.</source>
        <translation>
            <numerusform>В списке %n модель.</numerusform>
            <numerusform>В списке %n модели.</numerusform>
            <numerusform>В списке %n моделей.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::BackendWords</name>
    <message>
        <source>off</source>
        <extracomment>state of a backend: switched off by the person</extracomment>
        <translation>выключено</translation>
    </message>
    <message>
        <source>needs an address</source>
        <extracomment>state of a backend</extracomment>
        <translation>нужен адрес</translation>
    </message>
    <message>
        <source>needs a key</source>
        <translation>нужен ключ</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>не проверено</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>проверка</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>of one step of a connection test</extracomment>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>готово</translation>
    </message>
    <message>
        <source>key entered</source>
        <translation>ключ введён</translation>
    </message>
    <message>
        <source>key of another address</source>
        <translation>ключ от другого адреса</translation>
    </message>
    <message>
        <source>key from %1</source>
        <translation>ключ из %1</translation>
    </message>
    <message>
        <source>key store does not answer</source>
        <translation>хранилище ключей не отвечает</translation>
    </message>
    <message>
        <source>no key yet</source>
        <translation>ключа пока нет</translation>
    </message>
    <message>
        <source>Asking the key store…</source>
        <translation>Обращение к хранилищу ключей…</translation>
    </message>
    <message>
        <source>Not set, and not needed by most servers of this kind.</source>
        <translation>Не задан; большинству таких серверов он не нужен.</translation>
    </message>
    <message>
        <source>Set until Lineup ends: this computer has no key store. It is never written to a file.</source>
        <translation>Задан до закрытия Lineup: на этом компьютере нет хранилища ключей. В файлы ключ не записывается.</translation>
    </message>
    <message>
        <source>Set. It lies in the key store of the system, never in files, exports or logs.</source>
        <translation>Задан. Лежит в системном хранилище ключей; в файлы, выгрузки и журналы не попадает.</translation>
    </message>
    <message>
        <source>The key was entered for the provider&apos;s own address and goes nowhere else. Enter it again for this one.</source>
        <translation>Ключ введён для собственного адреса поставщика и никуда больше не отправляется. Введите его заново для этого адреса.</translation>
    </message>
    <message>
        <source>The key was entered for %1 and goes nowhere else. Enter it again for this address.</source>
        <translation>Ключ введён для %1 и никуда больше не отправляется. Введите его заново для этого адреса.</translation>
    </message>
    <message>
        <source>From the environment variable %1, used in place and never copied.</source>
        <translation>Берётся из переменной окружения %1 и никуда не копируется.</translation>
    </message>
    <message>
        <source>The key store does not answer. %1 Unlock it, or use an environment variable.</source>
        <extracomment>a key store that cannot be asked; %1 is the reason, a sentence</extracomment>
        <translation>Хранилище ключей не отвечает. %1 Разблокируйте его или задайте переменную окружения.</translation>
    </message>
    <message>
        <source>Not set. This computer has no key store: what you enter is forgotten when Lineup ends.</source>
        <translation>Не задан. На этом компьютере нет хранилища ключей: введённый ключ забудется при закрытии Lineup.</translation>
    </message>
    <message>
        <source>Not set. What you enter goes into the key store of the system.</source>
        <translation>Не задан. Введённый ключ попадёт в системное хранилище ключей.</translation>
    </message>
    <message>
        <source>entered</source>
        <extracomment>of a key: it lies in the key store</extracomment>
        <translation>введён</translation>
    </message>
    <message>
        <source>from %1</source>
        <extracomment>of a key: %1 = environment variable</extracomment>
        <translation>из %1</translation>
    </message>
    <message>
        <source>not set</source>
        <extracomment>of a key</extracomment>
        <translation>не задан</translation>
    </message>
    <message>
        <source>not needed</source>
        <extracomment>of a key</extracomment>
        <translation>не нужен</translation>
    </message>
    <message>
        <source>This looks like a key of %1.</source>
        <translation>Похоже на ключ %1.</translation>
    </message>
    <message>
        <source>This may be a key of %1.</source>
        <translation>Возможно, это ключ %1.</translation>
    </message>
    <message>
        <source>This may be a key of %1 or %2.</source>
        <translation>Возможно, это ключ %1 или %2.</translation>
    </message>
    <message>
        <source>This key is kept until you quit: no key store was found on this computer.</source>
        <translation>Ключ хранится только до выхода из программы: на этом компьютере нет хранилища ключей.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <extracomment>one step of a connection test</extracomment>
        <translation>Прокси</translation>
    </message>
    <message>
        <source>Name look-up</source>
        <extracomment>one step of a connection test</extracomment>
        <translation>Поиск имени</translation>
    </message>
    <message>
        <source>Connection</source>
        <extracomment>one step of a connection test</extracomment>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>Encryption (TLS)</source>
        <translation>Шифрование (TLS)</translation>
    </message>
    <message>
        <source>Reply of the server</source>
        <translation>Ответ сервера</translation>
    </message>
    <message>
        <source>Key</source>
        <extracomment>one step of a connection test: the API key</extracomment>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>the proxy refuses</source>
        <translation>прокси отказывает</translation>
    </message>
    <message>
        <source>name not found</source>
        <translation>имя не найдено</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>нет соединения</translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation>нет защищённого соединения</translation>
    </message>
    <message>
        <source>no usable answer</source>
        <translation>нет пригодного ответа</translation>
    </message>
    <message>
        <source>key not accepted</source>
        <translation>ключ не принят</translation>
    </message>
    <message>
        <source>model not served</source>
        <translation>такой модели нет</translation>
    </message>
    <message>
        <source>fine</source>
        <extracomment>of one step of a connection test</extracomment>
        <translation>в порядке</translation>
    </message>
    <message>
        <source>not reached</source>
        <extracomment>of one step of a connection test: an earlier one failed</extracomment>
        <translation>не дошло</translation>
    </message>
    <message>
        <source>not checked</source>
        <extracomment>of one step of a connection test</extracomment>
        <translation>не проверялось</translation>
    </message>
</context>
<context>
    <name>lineup::BackendsCommand</name>
    <message>
        <source>No backend is set up. “lineup help backends” shows how.</source>
        <translation>Подключений нет. Как их настроить, показывает «lineup help backends».</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>the provider&apos;s own</source>
        <extracomment>of an address: that of the provider itself</extracomment>
        <translation>как у провайдера</translation>
    </message>
    <message>
        <source>switched off</source>
        <extracomment>of a backend</extracomment>
        <translation>выключено</translation>
    </message>
    <message>
        <source>Key: </source>
        <translation>Ключ: </translation>
    </message>
    <message>
        <source>Proxy (user:password): </source>
        <translation>Прокси (имя:пароль): </translation>
    </message>
    <message>
        <source>Pass phrase of the certificate&apos;s key: </source>
        <translation>Пароль ключа сертификата: </translation>
    </message>
    <message>
        <source>If it is: %1</source>
        <translation>Если это так: %1</translation>
    </message>
    <message>
        <source>The backend %1 is set up. To test it: %2</source>
        <translation>Подключение %1 настроено. Проверить его: %2</translation>
    </message>
</context>
<context>
    <name>lineup::BackendsPage</name>
    <message>
        <source>%1 was removed.</source>
        <translation>Подключение «%1» удалено.</translation>
    </message>
    <message>
        <source>Its key is forgotten when this window is closed.</source>
        <translation>Его ключ будет стёрт, когда вы закроете это окно.</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation>готово: %1 из %2</translation>
    </message>
    <message>
        <source>Backends</source>
        <translation>Подключения</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Найти…</translation>
    </message>
    <message>
        <source>Look for model servers and model files on this computer</source>
        <translation>Искать серверы и файлы моделей на этом компьютере</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Автономно</translation>
    </message>
    <message>
        <source>Nothing leaves this computer; panes on it still work.</source>
        <translation>С этого компьютера ничего не уходит; местные панели работают.</translation>
    </message>
    <message>
        <source>None yet</source>
        <extracomment>of backends: how many are ready, or that there is none</extracomment>
        <translation>Пока нет</translation>
    </message>
</context>
<context>
    <name>lineup::CompareCommand</name>
    <message>
        <source>Repeat %1 of %2: %3</source>
        <translation>Повтор %1 из %2: %3</translation>
    </message>
    <message>
        <source>Answers: %1 of %2. Time: %3. Pieces of text: %4</source>
        <extracomment>the line in the terminal while a comparison runs: &quot;Answers: 1 of 3. Time: 4.2 s. Pieces of text: 120&quot;</extracomment>
        <translation>Ответов: %1 из %2. Время: %3. Фрагментов текста: %4</translation>
    </message>
</context>
<context>
    <name>lineup::ComparePage</name>
    <message numerus="yes">
        <source>All %n panes ended. Fastest first token: %1.</source>
        <translation>
            <numerusform>Ответила %n панель. Первый токен быстрее всех: %1.</numerusform>
            <numerusform>Ответили все %n панели. Первый токен быстрее всех: %1.</numerusform>
            <numerusform>Ответили все %n панелей. Первый токен быстрее всех: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n panes ended.</source>
        <translation>
            <numerusform>Ответила %n панель.</numerusform>
            <numerusform>Ответили все %n панели.</numerusform>
            <numerusform>Ответили все %n панелей.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pane %1 removed.</source>
        <translation>Панель %1 удалена.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Add a pane to begin.</source>
        <translation>Для начала добавьте панель.</translation>
    </message>
    <message>
        <source>Add pane</source>
        <translation>Добавить панель</translation>
    </message>
    <message>
        <source>Open an example</source>
        <translation>Открыть пример</translation>
    </message>
    <message>
        <source>Border between panes, strip and prompt</source>
        <translation>Граница между панелями, графиками и промптом</translation>
    </message>
</context>
<context>
    <name>lineup::CompareSession</name>
    <message>
        <source>Untitled</source>
        <translation>Без названия</translation>
    </message>
</context>
<context>
    <name>lineup::Composer</name>
    <message>
        <source>Ctrl ↵</source>
        <translation>Ctrl ↵</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Системный промпт</translation>
    </message>
    <message>
        <source>System: %1</source>
        <translation>Система: %1</translation>
    </message>
    <message>
        <source>Write what the model should always know</source>
        <translation>Напишите, что модель должна знать всегда</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>Examples: %1</source>
        <translation>Примеры: %1</translation>
    </message>
    <message>
        <source>System prompt: %1</source>
        <translation>Системный промпт: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промпт</translation>
    </message>
    <message>
        <source>Write to all panes.</source>
        <translation>Сообщение для всех панелей.</translation>
    </message>
    <message>
        <source>Write your prompt.</source>
        <translation>Напишите промпт.</translation>
    </message>
    <message>
        <source>Queued: sent when these end</source>
        <translation>В очереди: уйдёт, когда закончат эти</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message numerus="yes">
        <source>Queue for %n</source>
        <translation>
            <numerusform>В очередь: %n</numerusform>
            <numerusform>В очередь: %n</numerusform>
            <numerusform>В очередь: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n · $0, on this computer</source>
        <translation>
            <numerusform>Отправить %n панели · $0, на этом компьютере</numerusform>
            <numerusform>Отправить %n панелям · $0, на этом компьютере</numerusform>
            <numerusform>Отправить %n панелям · $0, на этом компьютере</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n · price unknown</source>
        <translation>
            <numerusform>Отправить %n панели · цена неизвестна</numerusform>
            <numerusform>Отправить %n панелям · цена неизвестна</numerusform>
            <numerusform>Отправить %n панелям · цена неизвестна</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1 is &quot;Send to 3&quot;, %2 is &quot;1 price unknown&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>Send to %n</source>
        <translation>
            <numerusform>Отправить %n панели</numerusform>
            <numerusform>Отправить %n панелям</numerusform>
            <numerusform>Отправить %n панелям</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prices unknown</source>
        <translation>
            <numerusform>неизвестна %n цена</numerusform>
            <numerusform>неизвестны %n цены</numerusform>
            <numerusform>неизвестно %n цен</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a pane to begin.</source>
        <translation>Для начала добавьте панель.</translation>
    </message>
    <message>
        <source>No pane is chosen.</source>
        <translation>Не выбрана ни одна панель.</translation>
    </message>
</context>
<context>
    <name>lineup::ConformanceCommand</name>
    <message>
        <source>%1: check %2 of %3</source>
        <translation>%1: проверка %2 из %3</translation>
    </message>
</context>
<context>
    <name>lineup::DialogWords</name>
    <message>
        <source>About Lineup</source>
        <translation>О программе Lineup</translation>
    </message>
    <message>
        <source>Write a prompt once, see several language models answer side by side: text, time and cost.</source>
        <translation>Напишите промпт один раз и сравните ответы нескольких языковых моделей: текст, время и стоимость.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. The fonts Inter and JetBrains Mono are under the SIL Open Font License, the Lucide icons under the ISC license.</source>
        <translation>Свободная программа под лицензией GNU GPL версии 3 или новее. Шрифты Inter и JetBrains Mono распространяются по лицензии SIL Open Font License, значки Lucide — по лицензии ISC.</translation>
    </message>
    <message>
        <source>Lineup sends what you write to the models you choose and nothing to anybody else.</source>
        <translation>Lineup отправляет написанное только выбранным вами моделям и больше никому.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>Действие</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Open a Link</source>
        <translation>Открыть ссылку</translation>
    </message>
    <message>
        <source>Write to %1?</source>
        <translation>Написать на %1?</translation>
    </message>
    <message>
        <source>Open a page of %1?</source>
        <translation>Открыть страницу %1?</translation>
    </message>
    <message>
        <source>A model wrote this link; Lineup does not know what is behind it.</source>
        <translation>Эту ссылку написала модель; что за ней, Lineup не знает.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
</context>
<context>
    <name>lineup::DocumentTabs</name>
    <message>
        <source>%1, not saved</source>
        <extracomment>Name of a tab for a screen reader; %1 is the title of a line-up</extracomment>
        <translation>%1, не сохранено</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Закрыть «%1»</translation>
    </message>
    <message>
        <source>Close line-up</source>
        <translation>Закрыть набор</translation>
    </message>
    <message>
        <source>Open line-ups</source>
        <translation>Открытые наборы</translation>
    </message>
    <message>
        <source>New line-up</source>
        <translation>Новый набор</translation>
    </message>
    <message>
        <source>Add pane</source>
        <translation>Добавить панель</translation>
    </message>
    <message>
        <source>Add a pane with another model or other settings</source>
        <translation>Добавить панель с другой моделью или другими параметрами</translation>
    </message>
    <message>
        <source>Show tabs further left</source>
        <translation>Показать вкладки левее</translation>
    </message>
    <message>
        <source>Show tabs further right</source>
        <translation>Показать вкладки правее</translation>
    </message>
</context>
<context>
    <name>lineup::EngineBar</name>
    <message>
        <source>%1 (%2, %3)</source>
        <comment>a file of the set-up: name, licence, size</comment>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source>A model on this computer</source>
        <translation>Модель на этом компьютере</translation>
    </message>
    <message>
        <source>No key, no account; nothing you write leaves this computer.</source>
        <translation>Без ключа и учётной записи; написанное не покидает этот компьютер.</translation>
    </message>
    <message>
        <source>No key, no account; nothing you write leaves this computer. Brings %1.</source>
        <translation>Без ключа и учётной записи; написанное не покидает этот компьютер. Загрузит %1.</translation>
    </message>
    <message>
        <source>Set up the local model, %1</source>
        <translation>Установить локальную модель, %1</translation>
    </message>
    <message>
        <source>Set up the local model</source>
        <translation>Установить локальную модель</translation>
    </message>
    <message>
        <source>Downloading the local model</source>
        <translation>Загрузка локальной модели</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bytes</comment>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>Checking the files</source>
        <translation>Проверка файлов</translation>
    </message>
    <message>
        <source>Their SHA-256 sums must be the ones this version of Lineup knows.</source>
        <translation>Суммы SHA-256 должны совпасть с известными этой версии Lineup.</translation>
    </message>
    <message>
        <source>Installing</source>
        <translation>Установка</translation>
    </message>
    <message>
        <source>Into your own data folder; nothing else on this system changes.</source>
        <translation>В вашу папку данных; больше в системе ничего не меняется.</translation>
    </message>
    <message>
        <source>Looking at this computer</source>
        <translation>Осмотр компьютера</translation>
    </message>
    <message>
        <source>Python, free space, earlier downloads.</source>
        <translation>Python, свободное место, прежние загрузки.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>The set-up was stopped</source>
        <translation>Установка остановлена</translation>
    </message>
    <message>
        <source>Finished downloads are kept for the next try.</source>
        <translation>Загруженное сохранено для следующей попытки.</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>The local model is starting, %1</source>
        <translation>Локальная модель запускается, %1</translation>
    </message>
    <message>
        <source>The local model stopped working</source>
        <translation>Локальная модель перестала работать</translation>
    </message>
    <message>
        <source>It starts again by itself.</source>
        <translation>Она перезапустится сама.</translation>
    </message>
    <message>
        <source>Start Again</source>
        <translation>Запустить снова</translation>
    </message>
</context>
<context>
    <name>lineup::ExamplesEditor</name>
    <message>
        <source>Input</source>
        <translation>Вопрос</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>No examples yet. One example often helps more than a longer prompt.</source>
        <translation>Примеров пока нет. Один пример часто полезнее длинного промпта.</translation>
    </message>
    <message>
        <source>Add example</source>
        <translation>Добавить пример</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Переместить выше</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Переместить ниже</translation>
    </message>
    <message>
        <source>Remove example</source>
        <translation>Удалить пример</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>All examples</source>
        <translation>Все примеры</translation>
    </message>
</context>
<context>
    <name>lineup::ExamplesNote</name>
    <message>
        <source>%1: %2</source>
        <extracomment>An example read aloud: what goes in, what comes out</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n examples in front</source>
        <translation>
            <numerusform>Перед вопросом %n пример</numerusform>
            <numerusform>Перед вопросом %n примера</numerusform>
            <numerusform>Перед вопросом %n примеров</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lineup::FileCommands</name>
    <message>
        <source>Saved as %1</source>
        <translation>Сохранено: %1</translation>
    </message>
    <message>
        <source>Line-ups (*.lineup)</source>
        <translation>Наборы (*.lineup)</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Без названия</translation>
    </message>
    <message>
        <source>Open a Line-up</source>
        <translation>Открыть набор</translation>
    </message>
    <message>
        <source>Save the Line-up</source>
        <translation>Сохранить набор</translation>
    </message>
    <message>
        <source>Closed “%1”, which was not saved; Ctrl Shift T brings it back.</source>
        <translation>Закрыт несохранённый набор «%1»; вернуть его — Ctrl Shift T.</translation>
    </message>
</context>
<context>
    <name>lineup::FindPanel</name>
    <message>
        <source>%1: %2</source>
        <extracomment>for a screen reader: what a button does, and with what</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Серверы</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>a model server: its name and version</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n модель</numerusform>
            <numerusform>%n модели</numerusform>
            <numerusform>%n моделей</numerusform>
        </translation>
    </message>
    <message>
        <source>wants a key</source>
        <translation>просит ключ</translation>
    </message>
    <message>
        <source>Set up already</source>
        <translation>Уже есть</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Model files</source>
        <translation>Файлы моделей</translation>
    </message>
    <message>
        <source>Used already</source>
        <translation>Уже выбрана</translation>
    </message>
    <message>
        <source>Use for this computer</source>
        <translation>Взять для этого компьютера</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>На этом компьютере</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Искать снова</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Искать</translation>
    </message>
    <message>
        <source>Lineup can ask the usual ports of this computer which model servers answer, and read the heads of model files in the usual folders. Nothing leaves this computer; nothing is started or changed.</source>
        <translation>Lineup может спросить обычные порты этого компьютера, какие серверы моделей отвечают, и прочитать заголовки файлов моделей в обычных папках. С компьютера ничего не уходит; ничего не запускается и не меняется.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Идёт поиск…</translation>
    </message>
    <message>
        <source>No model server answers, and no model file was found.</source>
        <translation>Ни один сервер моделей не отвечает, файлы моделей не найдены.</translation>
    </message>
    <message>
        <source>Nothing is used before you choose it.</source>
        <translation>Ничего не используется, пока вы не выберете.</translation>
    </message>
</context>
<context>
    <name>lineup::FoldSection</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>a folded part of a form: its title and what is in it</extracomment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>lineup::GuiWords</name>
    <message>
        <source>Another window of Lineup is open and does not answer.</source>
        <translation>Открыто другое окно Lineup, и оно не отвечает.</translation>
    </message>
    <message>
        <source>Save what you write here: it is not kept by itself.</source>
        <translation>Сохраняйте то, что пишете здесь: само оно не сохранится.</translation>
    </message>
</context>
<context>
    <name>lineup::LaneEditor</name>
    <message>
        <source>This computer (%1)</source>
        <translation>Этот компьютер (%1)</translation>
    </message>
    <message>
        <source>The line-up&apos;s</source>
        <translation>Как в наборе</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>Свой</translation>
    </message>
    <message>
        <source>All of the line-up&apos;s (%1)</source>
        <translation>Все из набора (%1)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>The first of the line-up&apos;s</source>
        <translation>Первые из набора</translation>
    </message>
    <message>
        <source>Its own list</source>
        <translation>Свой список</translation>
    </message>
    <message>
        <source>Add a pane</source>
        <translation>Новая панель</translation>
    </message>
    <message>
        <source>Settings of pane %1</source>
        <translation>Параметры панели %1</translation>
    </message>
    <message>
        <source>Add pane</source>
        <translation>Добавить панель</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Answers on</source>
        <translation>Где отвечает</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Key variable</source>
        <translation>Переменная с ключом</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Температура</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>Предел токенов</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Зерно</translation>
    </message>
    <message>
        <source>Stop words</source>
        <translation>Стоп-слова</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Системный промпт</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>System prompt of this pane</source>
        <translation>Системный промпт этой панели</translation>
    </message>
    <message>
        <source>How many examples</source>
        <translation>Сколько примеров</translation>
    </message>
    <message>
        <source>Name of an environment variable; empty for a server without keys</source>
        <translation>Имя переменной окружения; пусто, если ключ не нужен</translation>
    </message>
    <message>
        <source>Shown by its model</source>
        <translation>По имени модели</translation>
    </message>
    <message>
        <source>Server&apos;s own</source>
        <translation>Как у сервера</translation>
    </message>
    <message>
        <source>One a line</source>
        <translation>По одному в строке</translation>
    </message>
    <message>
        <source>Empty: from %1</source>
        <translation>Пусто: из %1</translation>
    </message>
    <message>
        <source>The local model</source>
        <translation>Локальная модель</translation>
    </message>
    <message>
        <source>The model that the server has</source>
        <translation>Модель, которая есть у сервера</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Выберите модель</translation>
    </message>
    <message>
        <source>This model does not take it: it will be left out.</source>
        <translation>Эта модель такого не принимает: параметр не будет отправлен.</translation>
    </message>
    <message>
        <source>Not taken by this model.</source>
        <translation>Эта модель такого не принимает.</translation>
    </message>
    <message>
        <source>Choose a model, or write its name.</source>
        <translation>Выберите модель или впишите её имя.</translation>
    </message>
</context>
<context>
    <name>lineup::LanePane</name>
    <message>
        <source>Answer of pane %1</source>
        <translation>Ответ панели %1</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <extracomment>A pane read aloud: its name, its state, its figures</extracomment>
        <translation>%1: %2. %3.</translation>
    </message>
    <message>
        <source>Show this pane</source>
        <translation>Показать эту панель</translation>
    </message>
</context>
<context>
    <name>lineup::LaneTableModel</name>
    <message>
        <source>All panes</source>
        <extracomment>the row of the sums under the rows of the panes</extracomment>
        <translation>Все панели</translation>
    </message>
    <message>
        <source>Counted by the pieces that came. The server has not reported tokens.</source>
        <translation>Подсчитано по числу полученных фрагментов: сервер не сообщил число токенов.</translation>
    </message>
    <message>
        <source>No decode speed: it needs a known count of at least 8 tokens.</source>
        <translation>Скорость вывода не считается: нужно известное число токенов, не меньше 8.</translation>
    </message>
    <message>
        <source>First thinking after %1</source>
        <extracomment>tooltip; %1 a time (&quot;0.94 s&quot;)</extracomment>
        <translation>Первое размышление через %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>tooltip of a cost; %1 the exact amount, %2 where it comes from (&quot;estimate&quot;, &quot;list price&quot;)</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>read aloud in place of the dash for a value that is not known</extracomment>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>Pane</source>
        <extracomment>head of a table column: the letter of the pane</extracomment>
        <translation>Панель</translation>
    </message>
    <message>
        <source>Model</source>
        <extracomment>head of a table column</extracomment>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <extracomment>head of a table column: tokens of the prompt</extracomment>
        <translation>На входе</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <extracomment>head of a table column: tokens of the answer</extracomment>
        <translation>В ответе</translation>
    </message>
    <message>
        <source>tok/s now</source>
        <extracomment>head of a table column: tokens a second over the last moments</extracomment>
        <translation>ток/с сейчас</translation>
    </message>
    <message>
        <source>Decode, tok/s</source>
        <extracomment>head of a table column: tokens a second from first to last token</extracomment>
        <translation>Вывод, ток/с</translation>
    </message>
    <message>
        <source>End to end, tok/s</source>
        <extracomment>head of a table column: tokens divided by the whole time</extracomment>
        <translation>В целом, ток/с</translation>
    </message>
    <message>
        <source>First token</source>
        <extracomment>head of a table column: time until the first token</extracomment>
        <translation>Первый токен</translation>
    </message>
    <message>
        <source>Before text</source>
        <extracomment>head of a table column: time from Send to the first text of the answer</extracomment>
        <translation>До текста</translation>
    </message>
    <message>
        <source>Text</source>
        <extracomment>head of a table column: time during which text came</extracomment>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Total</source>
        <extracomment>head of a table column: whole time</extracomment>
        <translation>Всего</translation>
    </message>
    <message>
        <source>Cost so far</source>
        <extracomment>head of a table column: cost while answers still run</extracomment>
        <translation>Пока стоит</translation>
    </message>
    <message>
        <source>Cost</source>
        <extracomment>head of a table column</extracomment>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>Outcome</source>
        <extracomment>head of a table column: how the answer ended</extracomment>
        <translation>Итог</translation>
    </message>
</context>
<context>
    <name>lineup::LaneWords</name>
    <message>
        <source>Write a number from 0 to %1, or nothing.</source>
        <translation>Впишите число от 0 до %1 или оставьте пустым.</translation>
    </message>
    <message>
        <source>Write the address of the server, such as http://127.0.0.1:11434/v1.</source>
        <translation>Впишите адрес сервера, например http://127.0.0.1:11434/v1.</translation>
    </message>
    <message>
        <source>This is not an address of a server; it begins with http:// or https://.</source>
        <translation>Это не адрес сервера: он начинается с http:// или https://.</translation>
    </message>
    <message>
        <source>A name or password in the address would be saved with the file. Use a key variable.</source>
        <translation>Имя или пароль в адресе сохранились бы в файле. Возьмите переменную с ключом.</translation>
    </message>
    <message>
        <source>This looks like a key itself. Write the name of the variable that holds it; the key stays out of the file.</source>
        <translation>Похоже на сам ключ. Впишите имя переменной с ключом, чтобы он не попал в файл.</translation>
    </message>
    <message>
        <source>The name of a variable has letters, digits and underscores, such as MY_API_KEY.</source>
        <translation>Имя переменной состоит из букв, цифр и подчёркиваний, например MY_API_KEY.</translation>
    </message>
    <message>
        <source>Write a whole number from 1 on, or nothing.</source>
        <translation>Впишите целое число от 1 или оставьте пустым.</translation>
    </message>
    <message>
        <source>Write a whole number, or nothing.</source>
        <translation>Впишите целое число или оставьте пустым.</translation>
    </message>
    <message>
        <source>This cannot be used: %1.</source>
        <extracomment>under a field for JSON; %1 says what is wrong and where, in English</extracomment>
        <translation>Это не подходит: %1.</translation>
    </message>
    <message>
        <source>Write a JSON object, from { to }.</source>
        <translation>Впишите объект JSON, от { до }.</translation>
    </message>
    <message>
        <source>Write one word, such as low, medium or high.</source>
        <translation>Впишите одно слово, например low, medium или high.</translation>
    </message>
    <message>
        <source>Write a whole number from 0 on, or nothing.</source>
        <translation>Впишите целое число от 0 или оставьте пустым.</translation>
    </message>
    <message>
        <source>Write a whole number from 0 to %1, or nothing.</source>
        <translation>Впишите целое число от 0 до %1 или оставьте пустым.</translation>
    </message>
    <message>
        <source>Write a number from %1 to %2, or nothing.</source>
        <translation>Впишите число от %1 до %2 или оставьте пустым.</translation>
    </message>
</context>
<context>
    <name>lineup::LessonPanel</name>
    <message>
        <source>Close the lesson</source>
        <translation>Закрыть урок</translation>
    </message>
    <message>
        <source>Close the lesson; the menu View shows it again</source>
        <translation>Закрыть урок; вернуть его можно в меню «Вид»</translation>
    </message>
    <message>
        <source>The same task and the same sentence. B sees one example first, C sees three.</source>
        <translation>Одно задание и одна фраза. Панель B сначала видит один пример, панель C — три.</translation>
    </message>
    <message>
        <source>What to watch</source>
        <translation>На что смотреть</translation>
    </message>
    <message>
        <source>talks past the task</source>
        <translation>говорит мимо задания</translation>
    </message>
    <message>
        <source>learns the form, but copies the bicycle</source>
        <translation>перенимает форму, но копирует велосипед</translation>
    </message>
    <message>
        <source>form and facts are right; it reads the most tokens</source>
        <translation>форма и факты верны; читает больше всего токенов</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Попробуйте</translation>
    </message>
    <message>
        <source>Write your own sentence</source>
        <translation>Напишите свою фразу</translation>
    </message>
    <message>
        <source>Take one example away</source>
        <translation>Убрать один пример</translation>
    </message>
    <message>
        <source>Set temperature 0.8</source>
        <translation>Поставить температуру 0,8</translation>
    </message>
    <message>
        <source>Add a pane with your server</source>
        <translation>Панель со своим сервером</translation>
    </message>
    <message>
        <source>The model is tiny (135 million parameters). Another sentence may turn out otherwise: see for yourself.</source>
        <translation>Модель крошечная (135 миллионов параметров). С другой фразой может выйти иначе: проверьте сами.</translation>
    </message>
    <message>
        <source>One model, three ways</source>
        <translation>Одна модель, три способа</translation>
    </message>
</context>
<context>
    <name>lineup::LogprobModel</name>
    <message>
        <source>&lt; %1 %</source>
        <translation>&lt; %1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>a token that could have stood there, and how likely it was</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Токен</translation>
    </message>
    <message>
        <source>Likely</source>
        <extracomment>head of a column: how likely a token was</extracomment>
        <translation>Вероятность</translation>
    </message>
    <message>
        <source>Others</source>
        <extracomment>head of a column: other tokens at the same place</extracomment>
        <translation>Другие</translation>
    </message>
</context>
<context>
    <name>lineup::MainWindow</name>
    <message>
        <source>Saved</source>
        <translation>сохранено</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>не сохранено</translation>
    </message>
    <message>
        <source>new</source>
        <translation>новый</translation>
    </message>
    <message>
        <source>example</source>
        <translation>пример</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <extracomment>The name of a line-up and whether it is saved, at the right of the menu bar</extracomment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1[*] — Lineup</source>
        <extracomment>Title of the window; [*] is where the sign of an unsaved line-up stands</extracomment>
        <translation>%1[*] — Lineup</translation>
    </message>
</context>
<context>
    <name>lineup::MarkdownBody</name>
    <message>
        <source>Copy code</source>
        <translation>Копировать код</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>Прокрутка вбок</translation>
    </message>
    <message>
        <source>Copy without hidden characters</source>
        <translation>Копировать без скрытых символов</translation>
    </message>
    <message numerus="yes">
        <source>%n hidden character(s)</source>
        <translation>
            <numerusform>%n скрытый символ</numerusform>
            <numerusform>%n скрытых символа</numerusform>
            <numerusform>%n скрытых символов</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy All as Markdown</source>
        <translation>Копировать всё как Markdown</translation>
    </message>
    <message>
        <source>Copy Link Address</source>
        <translation>Копировать адрес ссылки</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Выделить всё</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s)</source>
        <translation>
            <numerusform>ещё %n строка</numerusform>
            <numerusform>ещё %n строки</numerusform>
            <numerusform>ещё %n строк</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more column(s)</source>
        <translation>
            <numerusform>ещё %n столбец</numerusform>
            <numerusform>ещё %n столбца</numerusform>
            <numerusform>ещё %n столбцов</numerusform>
        </translation>
    </message>
    <message>
        <source>Open as Table</source>
        <translation>Открыть как таблицу</translation>
    </message>
</context>
<context>
    <name>lineup::Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Открыть не&amp;давние</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Цвета</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Язык</translation>
    </message>
    <message>
        <source>&amp;Line-up</source>
        <translation>&amp;Набор</translation>
    </message>
    <message>
        <source>&amp;Pane</source>
        <translation>П&amp;анель</translation>
    </message>
    <message>
        <source>&amp;Go to Pane</source>
        <translation>К п&amp;анели</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Запуск</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
</context>
<context>
    <name>lineup::ModelBrowser</name>
    <message>
        <source>No listed model matches</source>
        <translation>Ни одна модель из списков не подходит</translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n модель</numerusform>
            <numerusform>%n модели</numerusform>
            <numerusform>%n моделей</numerusform>
        </translation>
    </message>
    <message>
        <source>Search models, or write a name</source>
        <translation>Найдите модель или впишите имя</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Поиск моделей</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Модели</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Ask for the models again</source>
        <translation>Запросить списки моделей заново</translation>
    </message>
</context>
<context>
    <name>lineup::ModelPicker</name>
    <message>
        <source>Choose a model</source>
        <translation>Выбор модели</translation>
    </message>
    <message>
        <source>Backends…</source>
        <translation>Подключения…</translation>
    </message>
    <message>
        <source>Set up where models answer</source>
        <translation>Настроить, где отвечают модели</translation>
    </message>
</context>
<context>
    <name>lineup::ModelRowDelegate</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n модель</numerusform>
            <numerusform>%n модели</numerusform>
            <numerusform>%n моделей</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Запросить</translation>
    </message>
    <message>
        <source>price not known</source>
        <translation>цена неизвестна</translation>
    </message>
    <message>
        <source>context not known</source>
        <translation>контекст неизвестен</translation>
    </message>
    <message>
        <source>context</source>
        <translation>контекст</translation>
    </message>
</context>
<context>
    <name>lineup::ModelRows</name>
    <message>
        <source>The local model</source>
        <translation>Локальная модель</translation>
    </message>
    <message>
        <source>The model that the server has</source>
        <translation>Модель, которая есть у сервера</translation>
    </message>
    <message>
        <source>Use “%1” as the model&apos;s name</source>
        <translation>Взять «%1» как имя модели</translation>
    </message>
    <message>
        <source>Ask for the models</source>
        <translation>Запросить список моделей</translation>
    </message>
    <message>
        <source>Asking for the models…</source>
        <translation>Запрашивается список моделей…</translation>
    </message>
    <message>
        <source>No models are listed here. Write the name yourself.</source>
        <translation>Список моделей пуст. Впишите имя сами.</translation>
    </message>
    <message>
        <source>for a server with one model</source>
        <translation>для сервера с одной моделью</translation>
    </message>
    <message>
        <source>context %1</source>
        <extracomment>for a screen reader: how many tokens a model reads</extracomment>
        <translation>контекст %1</translation>
    </message>
    <message>
        <source>chosen now</source>
        <translation>выбрана сейчас</translation>
    </message>
    <message>
        <source>no charge</source>
        <extracomment>of a model that runs in the engine of this application</extracomment>
        <translation>бесплатно</translation>
    </message>
</context>
<context>
    <name>lineup::ModelWords</name>
    <message>
        <source>open source</source>
        <extracomment>how open a model is: licence approved by the OSI, data and recipe published</extracomment>
        <translation>открытый код</translation>
    </message>
    <message>
        <source>open weights</source>
        <extracomment>how open a model is: its weights can be downloaded</extracomment>
        <translation>открытые веса</translation>
    </message>
    <message>
        <source>proprietary</source>
        <extracomment>how open a model is: only an interface</extracomment>
        <translation>закрытая</translation>
    </message>
    <message>
        <source>deprecated, ends %1</source>
        <translation>устаревает, до %1</translation>
    </message>
    <message>
        <source>deprecated</source>
        <translation>устаревает</translation>
    </message>
    <message>
        <source>retired on %1</source>
        <translation>отключена %1</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>отключена</translation>
    </message>
    <message>
        <source>%1M</source>
        <extracomment>thousands of tokens, as short as possible</extracomment>
        <translation>%1 млн</translation>
    </message>
    <message>
        <source>%1K</source>
        <translation>%1 тыс.</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <extracomment>price of a million tokens: what goes in, what comes out</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>per 1M, %1</source>
        <extracomment>under a price: per million tokens, as it was on that day</extracomment>
        <translation>за 1 млн, %1</translation>
    </message>
    <message>
        <source>per 1M tokens</source>
        <translation>за 1 млн токенов</translation>
    </message>
    <message>
        <source>local</source>
        <extracomment>where a model answers: on a machine of the person&apos;s own</extracomment>
        <translation>местная</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>удалённая</translation>
    </message>
    <message>
        <source>streaming</source>
        <extracomment>what a model can do, in a list: answers come word by word</extracomment>
        <translation>поток</translation>
    </message>
    <message>
        <source>system prompt</source>
        <translation>системный запрос</translation>
    </message>
    <message>
        <source>images</source>
        <extracomment>what a model can do, in a list: it reads pictures</extracomment>
        <translation>изображения</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>инструменты</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <extracomment>what a model can do, in a list: answers that keep to a JSON schema</extracomment>
        <translation>схема JSON</translation>
    </message>
    <message>
        <source>thinking</source>
        <extracomment>what a model can do, in a list: it thinks before it answers</extracomment>
        <translation>размышление</translation>
    </message>
    <message>
        <source>log probabilities</source>
        <translation>вероятности токенов</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>seed</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>температура</translation>
    </message>
    <message>
        <source>top-p</source>
        <translation>top-p</translation>
    </message>
    <message>
        <source>top-k</source>
        <translation>top-k</translation>
    </message>
    <message>
        <source>stop words</source>
        <translation>стоп-слова</translation>
    </message>
    <message>
        <source>penalties</source>
        <translation>штрафы</translation>
    </message>
    <message>
        <source>token count</source>
        <translation>подсчёт токенов</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>эмбеддинги</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>контекст %1</translation>
    </message>
    <message>
        <source>no %1</source>
        <extracomment>what a model cannot do, in a list; %1 is &quot;tools&quot;</extracomment>
        <translation>нет: %1</translation>
    </message>
    <message>
        <source>Server: %1.</source>
        <extracomment>who says what a model can do, and what it is</extracomment>
        <translation>Сервер: %1.</translation>
    </message>
    <message>
        <source>Catalog: %1.</source>
        <translation>Каталог: %1.</translation>
    </message>
    <message>
        <source>Provider: %1.</source>
        <translation>Поставщик: %1.</translation>
    </message>
    <message>
        <source>Price: %1.</source>
        <translation>Цена: %1.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Этот компьютер</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>Сервер, совместимый с OpenAI</translation>
    </message>
</context>
<context>
    <name>lineup::ModelsCommand</name>
    <message>
        <source>No models are listed.</source>
        <translation>Моделей в списке нет.</translation>
    </message>
    <message>
        <source>As of %1; --refresh asks again.</source>
        <translation>По состоянию на %1; --refresh запросит заново.</translation>
    </message>
</context>
<context>
    <name>lineup::MoreParameters</name>
    <message>
        <source>More parameters</source>
        <extracomment>behind &quot;More parameters&quot;: how many of them are set</extracomment>
        <translation>Другие параметры</translation>
    </message>
    <message numerus="yes">
        <source>%n set</source>
        <translation>
            <numerusform>задан %n</numerusform>
            <numerusform>задано %n</numerusform>
            <numerusform>задано %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Thinking effort</source>
        <translation>Усилие размышления</translation>
    </message>
    <message>
        <source>Tokens to think</source>
        <translation>Токенов на размышление</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>Штраф за присутствие</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>Штраф за частоту</translation>
    </message>
    <message>
        <source>Log probabilities</source>
        <translation>Вероятности токенов</translation>
    </message>
    <message>
        <source>The answer comes</source>
        <translation>Ответ приходит</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>Схема JSON</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Инструменты</translation>
    </message>
    <message>
        <source>Own JSON fields</source>
        <translation>Свои поля JSON</translation>
    </message>
    <message>
        <source>Word by word</source>
        <translation>Слово за словом</translation>
    </message>
    <message>
        <source>Whole, in one reply</source>
        <translation>Целиком, одним ответом</translation>
    </message>
    <message>
        <source>Server&apos;s own</source>
        <translation>Как у сервера</translation>
    </message>
    <message>
        <source>Not asked for</source>
        <translation>Не запрашиваются</translation>
    </message>
</context>
<context>
    <name>lineup::NetworkFields</name>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.key *.p12 *.pfx)</source>
        <translation>Сертификаты (*.pem *.crt *.cer *.key *.p12 *.pfx)</translation>
    </message>
    <message>
        <source>Set.</source>
        <translation>Задано.</translation>
    </message>
    <message>
        <source>Entered for another one. Enter it again.</source>
        <translation>Введено для другого адреса или файла. Введите заново.</translation>
    </message>
    <message>
        <source>no proxy</source>
        <translation>без прокси</translation>
    </message>
    <message>
        <source>own proxy</source>
        <translation>свой прокси</translation>
    </message>
    <message>
        <source>own authority</source>
        <translation>свой центр сертификации</translation>
    </message>
    <message>
        <source>client certificate</source>
        <translation>клиентский сертификат</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Limits</source>
        <extracomment>behind &quot;Limits&quot;: how many of them are set</extracomment>
        <translation>Ограничения</translation>
    </message>
    <message numerus="yes">
        <source>%n set</source>
        <translation>
            <numerusform>задано %n</numerusform>
            <numerusform>задано %n</numerusform>
            <numerusform>задано %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a whole number from 1 on, or nothing.</source>
        <translation>Впишите целое число от 1 или оставьте пустым.</translation>
    </message>
    <message>
        <source>Write the address of the proxy without a name or password, such as http://proxy.example:3128.</source>
        <translation>Впишите адрес прокси без имени и пароля, например http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Прокси</translation>
    </message>
    <message>
        <source>As the environment says</source>
        <translation>Как в окружении</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Этот</translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation>Адрес прокси</translation>
    </message>
    <message>
        <source>Not for</source>
        <translation>Кроме</translation>
    </message>
    <message>
        <source>Hosts and domains, with commas between</source>
        <translation>Узлы и домены через запятую</translation>
    </message>
    <message>
        <source>Proxy login</source>
        <translation>Вход на прокси</translation>
    </message>
    <message>
        <source>name:password</source>
        <translation>имя:пароль</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>Центр сертификации</translation>
    </message>
    <message>
        <source>A PEM file, trusted beside those of the system</source>
        <translation>Файл PEM; ему доверяют наравне с системными</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Клиентский сертификат</translation>
    </message>
    <message>
        <source>A PEM or PKCS #12 file</source>
        <translation>Файл PEM или PKCS #12</translation>
    </message>
    <message>
        <source>Key of the certificate</source>
        <translation>Ключ сертификата</translation>
    </message>
    <message>
        <source>Empty: inside the certificate&apos;s file</source>
        <translation>Пусто: в файле сертификата</translation>
    </message>
    <message>
        <source>Pass phrase</source>
        <translation>Парольная фраза</translation>
    </message>
    <message>
        <source>Pass phrase of the certificate</source>
        <translation>Парольная фраза сертификата</translation>
    </message>
    <message>
        <source>Of the certificate&apos;s key</source>
        <translation>Ключа сертификата</translation>
    </message>
    <message>
        <source>HTTP/1.1 only</source>
        <translation>Только HTTP/1.1</translation>
    </message>
    <message>
        <source>For proxies that hold streams back.</source>
        <translation>Для прокси, которые задерживают поток.</translation>
    </message>
    <message>
        <source>At the same time</source>
        <translation>Одновременно</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>Запросов в минуту</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>Токенов в минуту</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Без ограничения</translation>
    </message>
    <message>
        <source>More panes wait in a queue.</source>
        <translation>Остальные панели ждут очереди.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Choose a file of authorities</source>
        <translation>Выбрать файл центров сертификации</translation>
    </message>
    <message>
        <source>Choose a client certificate</source>
        <translation>Выбрать клиентский сертификат</translation>
    </message>
    <message>
        <source>Choose the key of the certificate</source>
        <translation>Выбрать ключ сертификата</translation>
    </message>
</context>
<context>
    <name>lineup::NoticeBar</name>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Закрыть сообщение</translation>
    </message>
</context>
<context>
    <name>lineup::NoticeBlock</name>
    <message>
        <source>Stop this pane</source>
        <translation>Остановить панель</translation>
    </message>
    <message>
        <source>Send to this pane</source>
        <translation>Отправить этой панели</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Отправить снова</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>Копировать для поддержки</translation>
    </message>
</context>
<context>
    <name>lineup::OptionFields</name>
    <message>
        <source>Provider&apos;s own</source>
        <extracomment>a choice that is left to the provider; %1 is what it then is</extracomment>
        <translation>Как у поставщика</translation>
    </message>
    <message>
        <source>Provider&apos;s own (%1)</source>
        <translation>Как у поставщика (%1)</translation>
    </message>
    <message>
        <source>A program with arguments that prints the token</source>
        <translation>Программа с аргументами, которая печатает токен</translation>
    </message>
    <message>
        <source>Empty: from %1</source>
        <extracomment>in an empty field; %1 is the name of an environment variable</extracomment>
        <translation>Пусто: из %1</translation>
    </message>
</context>
<context>
    <name>lineup::PaneBody</name>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
</context>
<context>
    <name>lineup::PaneFooter</name>
    <message>
        <source>First token</source>
        <translation>Первый токен</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Вывод</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Всего</translation>
    </message>
    <message>
        <source>Tokens in / out</source>
        <translation>Токены: вход / ответ</translation>
    </message>
    <message>
        <source>In / out</source>
        <translation>Вход / ответ</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>First token %1</source>
        <translation>Первый токен: %1</translation>
    </message>
    <message>
        <source>total %1</source>
        <translation>всего %1</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens in</source>
        <translation>
            <numerusform>%n токен на входе</numerusform>
            <numerusform>%n токена на входе</numerusform>
            <numerusform>%n токенов на входе</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens out</source>
        <translation>
            <numerusform>%n токен в ответе</numerusform>
            <numerusform>%n токена в ответе</numerusform>
            <numerusform>%n токенов в ответе</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is an amount of money, %2 where it comes from: &quot;0.25 cents, estimate&quot;</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Показателей пока нет</translation>
    </message>
    <message>
        <source>Decode speed: tokens after the first, divided by the time from the first to the last. Under 8 tokens it is not known.</source>
        <translation>Скорость вывода: токены после первого, делённые на время от первого до последнего. Меньше 8 токенов — неизвестна.</translation>
    </message>
    <message>
        <source>From the request to the first word of the answer.</source>
        <translation>От запроса до первого слова ответа.</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <extracomment>Tokens of the question and of the answer</extracomment>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>lineup::PaneHeader</name>
    <message>
        <source>Examples of this pane: %1</source>
        <translation>Примеры этой панели: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n params</source>
        <extracomment>Chip: this many settings differ from the server&apos;s own</extracomment>
        <translation>
            <numerusform>%n параметр</numerusform>
            <numerusform>%n параметра</numerusform>
            <numerusform>%n параметров</numerusform>
        </translation>
    </message>
    <message>
        <source>+%1</source>
        <extracomment>Chip: so many more settings</extracomment>
        <translation>+%1</translation>
    </message>
    <message>
        <source>Settings of this pane: %1</source>
        <translation>Параметры этой панели: %1</translation>
    </message>
    <message>
        <source>This pane has a system prompt of its own</source>
        <translation>У этой панели свой системный промпт</translation>
    </message>
    <message>
        <source>This pane has examples of its own</source>
        <translation>У этой панели свои примеры</translation>
    </message>
    <message>
        <source>settings changed since</source>
        <translation>параметры изменены</translation>
    </message>
    <message>
        <source>The answer below was made with earlier settings of this pane.</source>
        <translation>Ответ ниже получен с прежними параметрами этой панели.</translation>
    </message>
    <message>
        <source>Show all panes</source>
        <translation>Показать все панели</translation>
    </message>
    <message>
        <source>Maximise this pane</source>
        <translation>Развернуть панель</translation>
    </message>
    <message>
        <source>Menu of this pane</source>
        <translation>Меню панели</translation>
    </message>
    <message>
        <source>Edit, send again, copy, duplicate, remove</source>
        <translation>Изменить, отправить снова, копировать, сделать копию, удалить</translation>
    </message>
    <message>
        <source>%1. Not taken by this model, and left out: %2.</source>
        <translation>%1. Эта модель не принимает и не получит: %2.</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>Выбрать другую модель</translation>
    </message>
</context>
<context>
    <name>lineup::PaneRow</name>
    <message>
        <source>Border between panes</source>
        <translation>Граница между панелями</translation>
    </message>
</context>
<context>
    <name>lineup::PaneWords</name>
    <message>
        <source>temp %1</source>
        <extracomment>Chip: temperature</extracomment>
        <translation>темп. %1</translation>
    </message>
    <message>
        <source>max %1</source>
        <extracomment>Chip: the most tokens an answer may have</extracomment>
        <translation>до %1</translation>
    </message>
    <message>
        <source>top-p %1</source>
        <translation>top-p %1</translation>
    </message>
    <message>
        <source>top-k %1</source>
        <translation>top-k %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>зерно %1</translation>
    </message>
    <message numerus="yes">
        <source>%n stop words</source>
        <translation>
            <numerusform>%n стоп-слово</numerusform>
            <numerusform>%n стоп-слова</numerusform>
            <numerusform>%n стоп-слов</numerusform>
        </translation>
    </message>
    <message>
        <source>effort %1</source>
        <extracomment>Chip: how hard the model thinks</extracomment>
        <translation>усилие %1</translation>
    </message>
    <message numerus="yes">
        <source>%n own fields</source>
        <translation>
            <numerusform>%n своё поле</numerusform>
            <numerusform>%n своих поля</numerusform>
            <numerusform>%n своих полей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n examples</source>
        <translation>
            <numerusform>%n пример</numerusform>
            <numerusform>%n примера</numerusform>
            <numerusform>%n примеров</numerusform>
        </translation>
    </message>
    <message>
        <source>zero-shot</source>
        <translation>без примеров</translation>
    </message>
    <message>
        <source>Local model</source>
        <translation>Локальная модель</translation>
    </message>
    <message>
        <source>The server&apos;s model</source>
        <translation>Модель сервера</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>этот компьютер</translation>
    </message>
    <message>
        <source>Pane %1, %2, %3</source>
        <extracomment>A pane for a screen reader: its letter, its model, where it answers</extracomment>
        <translation>Панель %1, %2, %3</translation>
    </message>
    <message>
        <source>think %1</source>
        <extracomment>Chip: how many tokens the model may think</extracomment>
        <translation>дум. %1</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>схема JSON</translation>
    </message>
    <message numerus="yes">
        <source>%n tools</source>
        <translation>
            <numerusform>%n инструмент</numerusform>
            <numerusform>%n инструмента</numerusform>
            <numerusform>%n инструментов</numerusform>
        </translation>
    </message>
    <message>
        <source>presence %1</source>
        <extracomment>Chip: presence penalty</extracomment>
        <translation>присутствие %1</translation>
    </message>
    <message>
        <source>frequency %1</source>
        <extracomment>Chip: frequency penalty</extracomment>
        <translation>частота %1</translation>
    </message>
    <message>
        <source>logprobs</source>
        <extracomment>Chip: log probabilities are asked for</extracomment>
        <translation>вероятности</translation>
    </message>
    <message>
        <source>whole reply</source>
        <extracomment>Chip: the answer comes whole in one reply</extracomment>
        <translation>целиком</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>температура</translation>
    </message>
    <message>
        <source>top-p</source>
        <translation>top-p</translation>
    </message>
    <message>
        <source>top-k</source>
        <translation>top-k</translation>
    </message>
    <message>
        <source>most tokens</source>
        <translation>предел токенов</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>seed</translation>
    </message>
    <message>
        <source>presence penalty</source>
        <translation>штраф за присутствие</translation>
    </message>
    <message>
        <source>frequency penalty</source>
        <translation>штраф за частоту</translation>
    </message>
    <message>
        <source>thinking effort</source>
        <translation>усилие размышления</translation>
    </message>
    <message>
        <source>tokens to think</source>
        <translation>токены на размышление</translation>
    </message>
    <message>
        <source>stop words</source>
        <translation>стоп-слова</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>инструменты</translation>
    </message>
    <message>
        <source>log probabilities</source>
        <translation>вероятности токенов</translation>
    </message>
</context>
<context>
    <name>lineup::PhaseChart</name>
    <message>
        <source>%1 %2</source>
        <extracomment>one part of the time of an answer: %1 its name (&quot;wait&quot;), %2 its length (&quot;0.50 s&quot;)</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Pane %1, %2: %3</source>
        <extracomment>%1 letter of the pane, %2 whole time, %3 list of its parts</extracomment>
        <translation>Панель %1, %2: %3</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>last number of the time axis with its unit, seconds</extracomment>
        <translation>%1 с</translation>
    </message>
</context>
<context>
    <name>lineup::ProviderWords</name>
    <message>
        <source>Route</source>
        <translation>Маршрут</translation>
    </message>
    <message>
        <source>How prompts are sent: as a chat, or as a text that a base model continues.</source>
        <translation>Как отправлять запросы: как чат или как текст, который продолжает базовая модель.</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Организация</translation>
    </message>
    <message>
        <source>Sent as OpenAI-Organization; needed only for a key that belongs to several.</source>
        <translation>Передаётся как OpenAI-Organization; нужна, только если ключ принадлежит нескольким организациям.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Проект</translation>
    </message>
    <message>
        <source>Sent as OpenAI-Project.</source>
        <translation>Передаётся как OpenAI-Project.</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Развёртывание</translation>
    </message>
    <message>
        <source>Name of the deployment; without it the model&apos;s name is taken for it.</source>
        <translation>Имя развёртывания; если не указано, берётся имя модели.</translation>
    </message>
    <message>
        <source>API version</source>
        <translation>Версия API</translation>
    </message>
    <message>
        <source>A date such as 2024-10-21 for addresses with the deployment in them; empty for the v1 API.</source>
        <translation>Дата, например 2024-10-21, для адресов с развёртыванием; пусто для API v1.</translation>
    </message>
    <message>
        <source>Token command</source>
        <translation>Команда для токена</translation>
    </message>
    <message>
        <source>Prints an Entra token, such as: az account get-access-token --resource https://cognitiveservices.azure.com</source>
        <translation>Печатает токен Entra, например: az account get-access-token --resource https://cognitiveservices.azure.com</translation>
    </message>
    <message>
        <source>Header for the key</source>
        <translation>Заголовок для ключа</translation>
    </message>
    <message>
        <source>Where the key goes; by itself an access token is told from a key.</source>
        <translation>Куда поставить ключ; сам по себе токен доступа отличается от ключа автоматически.</translation>
    </message>
    <message>
        <source>Beta features</source>
        <translation>Бета-функции</translation>
    </message>
    <message>
        <source>Names of beta features, separated by commas, for the header anthropic-beta.</source>
        <translation>Названия бета-функций через запятую для заголовка anthropic-beta.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>The AWS region that answers, such as eu-central-1.</source>
        <translation>Регион AWS, который отвечает, например eu-central-1.</translation>
    </message>
    <message>
        <source>Bill to</source>
        <translation>За чей счёт</translation>
    </message>
    <message>
        <source>The organisation that pays, sent as X-HF-Bill-To.</source>
        <translation>Организация, которая платит; передаётся как X-HF-Bill-To.</translation>
    </message>
</context>
<context>
    <name>lineup::RaceChart</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>beside the end of a line in the chart: %1 tokens, %2 cost</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1: %2 tokens</source>
        <extracomment>read aloud: pane %1 (a letter) had %2 tokens</extracomment>
        <translation>%1: токенов %2</translation>
    </message>
    <message>
        <source>After %1. %2</source>
        <extracomment>read aloud: %1 a time (&quot;3.2 seconds&quot;), %2 the list of what each pane had by then</extracomment>
        <translation>Через %1. %2</translation>
    </message>
</context>
<context>
    <name>lineup::Rail</name>
    <message>
        <source>Compare</source>
        <translation>Сравнение</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Промпты</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Каталог</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Оценка</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>База знаний</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Дообучение</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Развёртывание</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Расходы</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Обучение</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>%1: not in this version</source>
        <extracomment>%1 is the name of a part of the program that is yet to come</extracomment>
        <translation>%1: нет в этой версии</translation>
    </message>
    <message>
        <source>Not in this version</source>
        <translation>Нет в этой версии</translation>
    </message>
</context>
<context>
    <name>lineup::ReasoningFold</name>
    <message>
        <source>Thinking</source>
        <translation>Размышление</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Размышление</translation>
    </message>
    <message>
        <source>Thinking, %1</source>
        <translation>Размышление, %1</translation>
    </message>
    <message>
        <source>Thought for %1</source>
        <translation>Размышление: %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1 is &quot;Thought for 2.4 s&quot;, %2 &quot;186 tokens&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Shows what the model thought before its answer</source>
        <translation>Показать, о чём модель думала до ответа</translation>
    </message>
</context>
<context>
    <name>lineup::RunStrip</name>
    <message>
        <source>Race strip</source>
        <extracomment>accessible name of the strip under the panes</extracomment>
        <translation>Графики запуска</translation>
    </message>
    <message>
        <source>Send a prompt to see the race.</source>
        <extracomment>stands in the strip before anything was sent</extracomment>
        <translation>Отправьте промпт, чтобы увидеть гонку.</translation>
    </message>
    <message>
        <source>Race: output tokens over seconds since Send</source>
        <extracomment>accessible name of the chart</extracomment>
        <translation>Гонка: токены ответа по секундам с отправки</translation>
    </message>
    <message>
        <source>Phases: where the time of each answer went</source>
        <extracomment>accessible name of the chart</extracomment>
        <translation>Фазы: на что ушло время каждого ответа</translation>
    </message>
    <message>
        <source>Speed: decode and end to end, tokens a second</source>
        <extracomment>accessible name of the chart</extracomment>
        <translation>Темп: вывод и в целом, токены в секунду</translation>
    </message>
    <message>
        <source>Figures of all panes</source>
        <extracomment>accessible name of the table</extracomment>
        <translation>Показатели всех панелей</translation>
    </message>
    <message>
        <source>Copy Table as CSV</source>
        <extracomment>menu: the figures of all panes go to the clipboard as comma-separated values</extracomment>
        <translation>Копировать таблицу как CSV</translation>
    </message>
    <message>
        <source>Copy Picture</source>
        <extracomment>menu: charts and table go to the clipboard as a picture</extracomment>
        <translation>Копировать картинку</translation>
    </message>
</context>
<context>
    <name>lineup::SecretField</name>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Ввести</translation>
    </message>
    <message>
        <source>This does not look like a key: it has blanks or letters that no key has.</source>
        <translation>Это не похоже на ключ: в нём есть пробелы или символы, которых в ключах не бывает.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
</context>
<context>
    <name>lineup::SendTargets</name>
    <message>
        <source>Send to</source>
        <translation>Кому</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>Отправлять панели %1</translation>
    </message>
</context>
<context>
    <name>lineup::SettingsDialog</name>
    <message>
        <source>Choose a Model File</source>
        <translation>Выбор файла модели</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Модели (*.gguf)</translation>
    </message>
    <message>
        <source>Choose llama-server</source>
        <translation>Выбор llama-server</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Вид и язык</translation>
    </message>
    <message>
        <source>Model on this computer</source>
        <translation>Модель на этом компьютере</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлые</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмные</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Size of answers</source>
        <translation>Размер ответов</translation>
    </message>
    <message>
        <source> %</source>
        <extracomment>After a number: per cent</extracomment>
        <translation> %</translation>
    </message>
    <message>
        <source>Less movement</source>
        <translation>Меньше движения</translation>
    </message>
    <message>
        <source>The model that Lineup sets up</source>
        <translation>Модель, которую ставит Lineup</translation>
    </message>
    <message>
        <source>The model that Lineup sets up (%1)</source>
        <translation>Модель, которую ставит Lineup (%1)</translation>
    </message>
    <message>
        <source>A model of yours</source>
        <translation>Своя модель</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Файл модели</translation>
    </message>
    <message>
        <source>llama-server</source>
        <translation>Программа llama-server</translation>
    </message>
    <message>
        <source>A GGUF file</source>
        <translation>Файл GGUF</translation>
    </message>
    <message>
        <source>Empty: the engine that Lineup sets up</source>
        <translation>Пусто — движок, который ставит Lineup</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Выбрать файл модели</translation>
    </message>
    <message>
        <source>Choose the llama-server program</source>
        <translation>Выбрать программу llama-server</translation>
    </message>
    <message>
        <source>The engine answers on this computer only. It starts anew when one of these changes.</source>
        <translation>Движок отвечает только на этом компьютере. При изменении он перезапускается.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Общие</translation>
    </message>
    <message>
        <source>Backends</source>
        <translation>Подключения</translation>
    </message>
</context>
<context>
    <name>lineup::SetupCommand</name>
    <message>
        <source>The local model is already installed.</source>
        <translation>Локальная модель уже установлена.</translation>
    </message>
    <message>
        <source>Looking at what is there already</source>
        <translation>Проверка, что уже есть</translation>
    </message>
    <message>
        <source>Downloading %1: %2, licence %3</source>
        <extracomment>%1 = what is downloaded, %2 = its size, %3 = its licence</extracomment>
        <translation>Загрузка %1: %2, лицензия %3</translation>
    </message>
    <message>
        <source>Comparing the checksums</source>
        <translation>Сверка контрольных сумм</translation>
    </message>
    <message>
        <source>Installing</source>
        <translation>Установка</translation>
    </message>
    <message>
        <source>The local model is ready. Try: %1</source>
        <translation>Локальная модель готова. Попробуйте: %1</translation>
    </message>
    <message>
        <source>Stopped; finished downloads are kept for the next try.</source>
        <translation>Остановлено; загруженное сохранено для следующей попытки.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <extracomment>%1 = what is downloaded, %2 = size so far, %3 = whole size</extracomment>
        <translation>%1: %2 из %3</translation>
    </message>
    <message>
        <source>%1 comes under these terms. Read them; if you accept them, run the same command with %2.</source>
        <extracomment>%1 = name of a model, %2 = an option</extracomment>
        <translation>%1 предоставляется на этих условиях. Прочитайте их; если вы их принимаете, запустите ту же команду с %2.</translation>
    </message>
    <message>
        <source>%1 comes under these terms. Type “yes” if you accept them: </source>
        <extracomment>%1 = name of a model; &quot;yes&quot; is typed in English</extracomment>
        <translation>%1 предоставляется на этих условиях. Введите «yes», если вы их принимаете: </translation>
    </message>
    <message>
        <source>Not accepted; nothing of the model was brought.</source>
        <translation>Условия не приняты; модель не загружена.</translation>
    </message>
</context>
<context>
    <name>lineup::SetupSheet</name>
    <message>
        <source>System prompt</source>
        <translation>Системный промпт</translation>
    </message>
    <message>
        <source>Write what the model should always know.</source>
        <translation>Напишите, что модель должна знать всегда.</translation>
    </message>
    <message>
        <source>Goes to every pane that has no system prompt of its own.</source>
        <translation>Уходит всем панелям без своего системного промпта.</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>Each becomes a turn of yours and an answer, before the prompt. A pane may send only the first of them.</source>
        <translation>Каждый станет репликой и ответом перед промптом. Панель может отправлять только первые из них.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>lineup::SpeedChart</name>
    <message>
        <source>%1 now</source>
        <extracomment>behind a bar: speed of an answer over the last moments, tokens a second</extracomment>
        <translation>%1 сейчас</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>behind two bars: %1 decode speed, %2 end-to-end speed, both tokens a second</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Pane %1: %2 now</source>
        <extracomment>%1 letter of the pane, %2 a speed (&quot;84.1 tok/s&quot;)</extracomment>
        <translation>Панель %1: сейчас %2</translation>
    </message>
    <message>
        <source>Pane %1: decode %2, end to end %3</source>
        <extracomment>%1 letter of the pane, %2 and %3 speeds (&quot;84.1 tok/s&quot;)</extracomment>
        <translation>Панель %1: вывод %2, в целом %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>last number of the speed axis with its unit; %1 number, %2 unit (&quot;tok/s&quot;)</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>lineup::StateWords</name>
    <message>
        <source>served %1</source>
        <translation>ответила %1</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>ответила</translation>
    </message>
    <message>
        <source>answering</source>
        <translation>отвечает</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>обрезано</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>отказ</translation>
    </message>
    <message>
        <source>filtered</source>
        <translation>остановлено фильтром</translation>
    </message>
    <message>
        <source>asks for a tool</source>
        <translation>просит инструмент</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>неполный</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>остановлено</translation>
    </message>
    <message>
        <source>stopped by budget</source>
        <translation>остановлено по бюджету</translation>
    </message>
    <message>
        <source>The text above is kept.</source>
        <translation>Текст выше сохранён.</translation>
    </message>
    <message>
        <source>This pane was not part of the shown run.</source>
        <translation>В показанном запуске этой панели не было.</translation>
    </message>
    <message>
        <source>Ready. Write below and press Ctrl Enter.</source>
        <translation>Готово. Напишите ниже и нажмите Ctrl Enter.</translation>
    </message>
    <message>
        <source>The local model is not set up yet; the bar above does it.</source>
        <translation>Локальная модель ещё не установлена; это делается в строке выше.</translation>
    </message>
    <message>
        <source>The local model is starting, %1</source>
        <translation>Локальная модель запускается, %1</translation>
    </message>
    <message>
        <source>The prompt is sent as soon as it is ready.</source>
        <translation>Промпт уйдёт, как только она будет готова.</translation>
    </message>
    <message>
        <source>Queued, %1</source>
        <translation>В очереди, %1</translation>
    </message>
    <message>
        <source>Starts when the engine has room.</source>
        <translation>Начнёт, когда освободится движок.</translation>
    </message>
    <message>
        <source>Starts when the server has room.</source>
        <translation>Начнёт, когда освободится сервер.</translation>
    </message>
    <message>
        <source>Connecting, %1</source>
        <translation>Соединение, %1</translation>
    </message>
    <message>
        <source>Waiting for the first token, %1</source>
        <translation>Ожидание первого токена, %1</translation>
    </message>
    <message>
        <source>The server has the request.</source>
        <translation>Запрос у сервера.</translation>
    </message>
    <message>
        <source>Reading the prompt: %1 of %2 tokens.</source>
        <translation>Читает промпт: %1 из %2 токенов.</translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation>Новая попытка</translation>
    </message>
    <message>
        <source>Trying again in %1.</source>
        <translation>Новая попытка через %1.</translation>
    </message>
    <message numerus="yes">
        <source>Cut off at %n tokens, your maximum.</source>
        <translation>
            <numerusform>Обрезано на %n токене — это ваш предел.</numerusform>
            <numerusform>Обрезано на %n токенах — это ваш предел.</numerusform>
            <numerusform>Обрезано на %n токенах — это ваш предел.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cut off: the model has no room for more.</source>
        <translation>Обрезано: у модели больше нет места.</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>Ответ пуст.</translation>
    </message>
    <message>
        <source>The model ended without a word.</source>
        <translation>Модель закончила, ничего не написав.</translation>
    </message>
    <message>
        <source>The model declined to answer.</source>
        <translation>Модель отказалась отвечать.</translation>
    </message>
    <message>
        <source>A content filter of the server stopped the answer.</source>
        <translation>Ответ остановлен фильтром содержимого на сервере.</translation>
    </message>
    <message>
        <source>The model asks for a tool.</source>
        <translation>Модель просит инструмент.</translation>
    </message>
    <message>
        <source>Lineup shows such calls and never runs them.</source>
        <translation>Lineup показывает такие вызовы и никогда их не выполняет.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Остановлено.</translation>
    </message>
    <message>
        <source>Stopped at your limit.</source>
        <translation>Остановлено на вашем пределе.</translation>
    </message>
    <message>
        <source>The answer failed.</source>
        <translation>Ответ не получен.</translation>
    </message>
    <message>
        <source>You asked for %1; the server says %2 answered.</source>
        <translation>Вы просили %1, а сервер сообщает, что ответила %2.</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>ещё не отправлено</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>в очереди</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>соединение</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>отправлено</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>размышление</translation>
    </message>
    <message>
        <source>trying again</source>
        <translation>новая попытка</translation>
    </message>
    <message>
        <source>Pane %1 failed: %2</source>
        <translation>Панель %1, ошибка: %2</translation>
    </message>
    <message>
        <source>the answer failed.</source>
        <translation>ответ не получен.</translation>
    </message>
    <message>
        <source>Pane %1 stopped.</source>
        <translation>Панель %1 остановлена.</translation>
    </message>
    <message>
        <source>Pane %1 ended: %2.</source>
        <extracomment>Spoken when an answer is complete; %2 is a list such as &quot;4.8 seconds, 498 tokens, 0.6 cents&quot;</extracomment>
        <translation>Панель %1 ответила: %2.</translation>
    </message>
    <message>
        <source>The model reads the prompt.</source>
        <translation>Модель читает запрос.</translation>
    </message>
    <message>
        <source>Not taken by this model, and left out: %1.</source>
        <translation>Эта модель не принимает и не получит: %1.</translation>
    </message>
    <message>
        <source>Place %1 of %2 in the queue of this backend.</source>
        <extracomment>waiting for the limits of a backend; the place and how many wait</extracomment>
        <translation>Место в очереди подключения: %1 из %2.</translation>
    </message>
</context>
<context>
    <name>lineup::StatusLine</name>
    <message>
        <source>No local model yet</source>
        <translation>Локальной модели пока нет</translation>
    </message>
    <message>
        <source>Local model starting</source>
        <translation>Локальная модель запускается</translation>
    </message>
    <message>
        <source>Local model ready</source>
        <translation>Локальная модель готова</translation>
    </message>
    <message>
        <source>Local model answering</source>
        <translation>Локальная модель отвечает</translation>
    </message>
    <message>
        <source>Local model stopped working</source>
        <translation>Локальная модель перестала работать</translation>
    </message>
    <message>
        <source>Local model off</source>
        <translation>Локальная модель выключена</translation>
    </message>
    <message>
        <source>No network used</source>
        <translation>Без сети</translation>
    </message>
    <message numerus="yes">
        <source>%n panes use a server</source>
        <translation>
            <numerusform>%n панель обращается к серверу</numerusform>
            <numerusform>%n панели обращаются к серверу</numerusform>
            <numerusform>%n панелей обращаются к серверу</numerusform>
        </translation>
    </message>
    <message>
        <source>Draft saved %1</source>
        <translation>Черновик сохранён в %1</translation>
    </message>
</context>
<context>
    <name>lineup::StripHeader</name>
    <message>
        <source>Charts of the run</source>
        <extracomment>accessible name of the tabs of the strip</extracomment>
        <translation>Графики запуска</translation>
    </message>
    <message>
        <source>Stop all</source>
        <extracomment>button: every pane that answers stops</extracomment>
        <translation>Остановить все</translation>
    </message>
    <message>
        <source>Stop all (Esc)</source>
        <translation>Остановить все (Esc)</translation>
    </message>
    <message>
        <source>decode, first to last token</source>
        <extracomment>legend: the full bar is the speed from first to last token</extracomment>
        <translation>вывод: от первого до последнего токена</translation>
    </message>
    <message>
        <source>end to end, from Send</source>
        <extracomment>legend: the outlined bar is the speed over the whole time</extracomment>
        <translation>в целом: с отправки</translation>
    </message>
    <message>
        <source>text (pane colour)</source>
        <extracomment>legend: this part of a bar has the colour of its pane</extracomment>
        <translation>текст (цвет панели)</translation>
    </message>
    <message>
        <source>Unfold the strip</source>
        <translation>Развернуть графики</translation>
    </message>
    <message>
        <source>Fold the strip</source>
        <translation>Свернуть графики</translation>
    </message>
</context>
<context>
    <name>lineup::SystemNote</name>
    <message>
        <source>Show less</source>
        <translation>Свернуть</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>Показать целиком</translation>
    </message>
    <message>
        <source>System prompt: %1</source>
        <translation>Системный промпт: %1</translation>
    </message>
    <message>
        <source>System:</source>
        <translation>Система:</translation>
    </message>
</context>
<context>
    <name>lineup::TableDialog</name>
    <message>
        <source>Table</source>
        <translation>Таблица</translation>
    </message>
</context>
<context>
    <name>lineup::TestCard</name>
    <message numerus="yes">
        <source>%n models listed</source>
        <translation>
            <numerusform>в списке %n модель</numerusform>
            <numerusform>в списке %n модели</numerusform>
            <numerusform>в списке %n моделей</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Проверка подключения</translation>
    </message>
    <message>
        <source>Asks for the list of models; costs nothing.</source>
        <translation>Запрашивает список моделей; это бесплатно.</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Проверка…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <extracomment>how long a test took, and when it was</extracomment>
        <translation>%1, в %2</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>Скопировать для поддержки</translation>
    </message>
</context>
<context>
    <name>lineup::ToolTips</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is what a button does, %2 the keys that do the same</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>lineup::TranscriptView</name>
    <message>
        <source>New text below</source>
        <translation>Ниже новый текст</translation>
    </message>
</context>
<context>
    <name>lineup::TurnLine</name>
    <message>
        <source>Run %1 of %2</source>
        <translation>Запуск %1 из %2</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Ещё ничего не отправлено</translation>
    </message>
    <message numerus="yes">
        <source>sent to all %n</source>
        <translation>
            <numerusform>отправлено %n</numerusform>
            <numerusform>отправлено всем %n</numerusform>
            <numerusform>отправлено всем %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent to %n</source>
        <translation>
            <numerusform>отправлено %n панели</numerusform>
            <numerusform>отправлено %n панелям</numerusform>
            <numerusform>отправлено %n панелям</numerusform>
        </translation>
    </message>
    <message>
        <source>Write below and press Ctrl Enter.</source>
        <translation>Напишите ниже и нажмите Ctrl Enter.</translation>
    </message>
    <message>
        <source>These answers were made on %1 with %2.</source>
        <extracomment>%1 is a date with a time, %2 the program with its version</extracomment>
        <translation>Эти ответы получены %1, %2.</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Запустить снова</translation>
    </message>
    <message>
        <source>Send this prompt again to the same panes</source>
        <translation>Отправить этот промпт тем же панелям ещё раз</translation>
    </message>
    <message>
        <source>Previous run</source>
        <translation>Предыдущий запуск</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Следующий запуск</translation>
    </message>
    <message>
        <source>Copy the prompt</source>
        <translation>Копировать промпт</translation>
    </message>
</context>
</TS>
