using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;
using Handler.Protocol.Agents.Rules;

namespace Handler.Tests.Protocol.Agents;

/// <summary>What holds for any input: the rules are asked about cards of strangers.</summary>
public sealed class AgentCardRulesPropertyTests
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1e999", "\"\"", "\"x\"", "\"https://a\"", "\"http://[::\"", "\"http://a:99999\"", "\"\\ud83d\\ude00\"", "[]", "[null]", "[[]]", "{}", "{\"\":null}",
        "{\"schemes\":{\"a\":null}}", "\"\\u0000\"",
    ];

    private static readonly string[] Goldens = ["v1/agent-card", "v03/agent-card"];
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1500);

    [Fact]
    public void No_card_with_something_else_in_some_places_makes_the_rules_throw() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => AgentCardRules.Check(Mutated(new Random(seed), Goldens)) is not null).Check(Many);

    [Fact]
    public void No_bytes_make_the_rules_throw() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var card = GoldenFile.Read(Goldens[random.Next(2)]);
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                card[random.Next(card.Length)] = (byte)random.Next(256);
            }

            return AgentCardRules.Check(card.AsSpan(0, random.Next(4) == 0 ? random.Next(card.Length) : card.Length)) is not null;
        }).Check(Many);

    [Fact]
    public void A_1_0_card_without_errors_can_be_read() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var card = Mutated(new Random(seed), ["v1/agent-card"]);
            return !AgentCardRules.Check(card).IsValid || !JsonElement.Parse(card).TryGetProperty("supportedInterfaces", out _) || A2AJson.Read<AgentCard>(card) is not null;
        }).Check(Many);

    private static byte[] Mutated(Random random, string[] goldens)
    {
        var card = JsonNode.Parse(GoldenFile.Read(goldens[random.Next(goldens.Length)]))!;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var nodes = Below(card).ToList();
            if (nodes.Count > 0)
            {
                Mutate(nodes[random.Next(nodes.Count)], random);
            }
        }

        return Encoding.UTF8.GetBytes(card.ToJsonString());
    }

    private static void Mutate(JsonNode parent, Random random)
    {
        var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
        if (parent is JsonObject members && members.Count > 0)
        {
            var name = members.ElementAt(random.Next(members.Count)).Key;
            members.Remove(name);
            if (random.Next(4) > 0)
            {
                members[random.Next(4) == 0 ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name) : name] = value;
            }
        }
        else if (parent is JsonArray { Count: > 0 } list)
        {
            list[random.Next(list.Count)] = value;
        }
    }

    /// <summary>Every object and list of a tree.</summary>
    private static IEnumerable<JsonNode> Below(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Below).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Below).Prepend(node),
        _ => [],
    };
}
