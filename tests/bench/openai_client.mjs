// The official OpenAI client for Node as a peer of bench_client. Usage: node openai_client.mjs PACKAGE_FOLDER BASE_URL
// Reads "MODEL STREAMS" lines, asks that many times at once and answers each line with {"cpu_seconds", "tokens"} of this process.
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';

const [folder, baseURL] = process.argv.slice(2);
const { default: OpenAI } = await import(pathToFileURL(`${folder}/index.mjs`));
const client = new OpenAI({ baseURL, apiKey: 'unused', maxRetries: 0 });

async function answer(model) {
  const stream = await client.chat.completions.create({ model, stream: true, messages: [{ role: 'user', content: 'Go' }] });
  let tokens = 0;
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta?.content) ++tokens;
  }
  return tokens;
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [model, streams] = line.split(' ');
  const before = process.cpuUsage();
  const counts = await Promise.all(Array.from({ length: Number(streams) }, () => answer(model)));
  const used = process.cpuUsage(before);
  console.log(JSON.stringify({ cpu_seconds: (used.user + used.system) / 1e6, tokens: counts.reduce((sum, count) => sum + count, 0) }));
}
