using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Handler.Tests.Protocol;

/// <summary>Golden files with a few values exchanged, taken away or doubled, and now and then cut: JSON that nearly fits.</summary>
internal static class BrokenJson
{
    private static readonly string[] Odd =
        ["null", "true", "0", "-1.5e3", "\"\"", "\"x\"", "[]", "[null]", "{}", "[{}]", "{\"kind\":\"task\"}", "\"unknown\"", "[[1]]"];

    public static Arbitrary<string> OfGoldenFiles(string folder, string pattern = "*.json")
    {
        var files = Directory.GetFiles(Path.Combine(GoldenFile.Folder, folder), pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        return Gen.Choose(0, int.MaxValue).Select(seed => Break(files, new Random(seed))).ToArbitrary();
    }

    private static string Break(string[] files, Random random)
    {
        var root = JsonNode.Parse(files[random.Next(files.Length)])!;
        for (var times = random.Next(4); times > 0; times--)
        {
            var nodes = All(root).ToArray();
            Change(nodes[random.Next(nodes.Length)], random);
        }

        var text = root.ToJsonString();
        return random.Next(20) == 0 ? text[..random.Next(text.Length)] : text;
    }

    private static void Change(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                var name = map.ElementAt(random.Next(map.Count)).Key;
                if (random.Next(3) == 0)
                {
                    map.Remove(name);
                }
                else
                {
                    map[name] = OddValue(random);
                }

                break;
            case JsonArray { Count: > 0 } list:
                list[random.Next(list.Count)] = OddValue(random);
                break;
        }
    }

    private static JsonNode? OddValue(Random random) => JsonNode.Parse(Odd[random.Next(Odd.Length)]);

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject map => map.Select(entry => entry.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };
}
