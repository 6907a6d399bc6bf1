using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Handler.Tests.Protocol;

namespace Handler.Tests.Server.Transports.Hostile;

/// <summary>JSON by chance, and golden files that were changed until they nearly fit.</summary>
internal sealed class HostileJson(Random random)
{
    private static readonly string[] Texts =
    [
        "", "a", "id", "\u0000", "\uFEFF", "é", "😀", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "TASK_STATE_WORKING", "ROLE_USER", "user", "default", "http://[", "https://hooks.example/",
        "ftp://x", "AQID", "!", "../..", "%00", "1.0", "-1", "2147483648", "text/plain", "a/b;c=\"", "Bearer x\r\ny: z", "{}", "null",
    ];

    private static readonly string[] Names =
    [
        "id", "taskId", "task_id", "message", "parts", "text", "data", "raw", "url", "file", "kind", "metadata", "configuration", "tenant", "contextId", "historyLength", "pageToken", "status",
        "pushNotificationConfig", "webhookUrl", "authentication", "content", "request", "config", "x", "", "__proto__", "a.b", "$type",
    ];

    private static readonly ConcurrentDictionary<(string Folder, string Pattern), string[]> Golden = new();

    /// <summary>Any JSON value.</summary>
    public string Value(int depth = 4) => random.Next(depth == 0 ? 6 : 9) switch
    {
        0 => "null",
        1 => Pick("true", "false"),
        2 => Pick("0", "-0", "1", "-1", "1.5", "1e400", "-1e-400", "2147483648", "9223372036854775808", "123456789012345678901234567890", "0.1e1"),
        3 => $"\"{Pick("\\ud800", "\\u0000", "\\udc00\\ud800", "\\n\\\"", "\\/", "\\ud83d\\ude00")}\"",
        4 or 5 => JsonValue.Create(Pick(Texts)).ToJsonString(),
        6 => $"[{string.Join(',', Some(4, () => Value(depth - 1)))}]",
        _ => $"{{{string.Join(',', Some(5, () => $"{JsonValue.Create(Pick(Names)).ToJsonString()}:{Value(depth - 1)}"))}}}",
    };

    /// <summary>A golden file of a dialect, with up to four of its values exchanged, taken away, doubled, renamed or buried.</summary>
    public string Broken(string folder, string pattern)
    {
        var files = Files(folder, pattern);
        var root = JsonNode.Parse(files[random.Next(files.Length)])!;
        for (var times = random.Next(5); times > 0; times--)
        {
            var nodes = All(root).ToArray();
            Change(nodes[random.Next(nodes.Length)]);
        }

        return root.ToJsonString();
    }

    /// <summary>Bytes with a few changed, taken away or put in.</summary>
    public byte[] Scratched(byte[] bytes)
    {
        var scratched = bytes.ToList();
        for (var times = random.Next(1, 6); times > 0 && scratched.Count > 0; times--)
        {
            var at = random.Next(scratched.Count);
            switch (random.Next(5))
            {
                case 0:
                    scratched.RemoveAt(at);
                    break;
                case 1:
                    scratched.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    scratched.InsertRange(at, Encoding.UTF8.GetBytes(Pick("\"", "{", "[", "}", "]", ",", ":", "\\", "\\u", "\uFEFF", "\0")));
                    break;
                case 3:
                    scratched.RemoveRange(at, Math.Min(random.Next(20), scratched.Count - at));
                    break;
                default:
                    scratched[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. scratched];
    }

    public string Text() => Pick(Texts);

    public T Pick<T>(params T[] from) => from[random.Next(from.Length)];

    public IEnumerable<T> Some<T>(int most, Func<T> make) => Enumerable.Range(0, random.Next(most + 1)).Select(_ => make());

    private static string[] Files(string folder, string pattern) => Golden.GetOrAdd((folder, pattern), files =>
        [.. Directory.GetFiles(Path.Combine(GoldenFile.Folder, files.Folder), files.Pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText)]);

    private void Change(JsonNode node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                ChangeOne(map, map.ElementAt(random.Next(map.Count)).Key);
                break;
            case JsonArray { Count: > 0 } list:
                list[random.Next(list.Count)] = Odd();
                break;
        }
    }

    private void ChangeOne(JsonObject map, string name)
    {
        switch (random.Next(4))
        {
            case 0:
                map.Remove(name);
                break;
            case 1:
                var value = map[name]?.DeepClone();
                map.Remove(name);
                map[Pick(Names)] = value;
                break;
            case 2:
                map[name] = Nested(random.Next(90));
                break;
            default:
                map[name] = Odd();
                break;
        }
    }

    // What halves a surrogate pair no node can hold: that is left to Value.
    private JsonNode? Odd() => JsonNode.Parse(Pick("null", "true", "0", "-1.5e3", "\"\"", "[]", "[null]", "{}", "[{}]", "[[1]]", "\"x\"", JsonValue.Create(Pick(Texts)).ToJsonString()));

    private static JsonNode Nested(int levels)
    {
        JsonNode node = new JsonObject();
        for (var level = 0; level < levels; level++)
        {
            node = level % 2 == 0 ? new JsonArray(node) : new JsonObject { ["a"] = node };
        }

        return node;
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject map => map.Select(entry => entry.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };
}
