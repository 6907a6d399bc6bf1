using System.Text;
using System.Text.Json.Nodes;

namespace Handler.Tests.Protocol.Agents;

/// <summary>Changes a card by a merge patch (RFC 7396): what is <c>null</c> in the patch is taken away, lists are replaced whole.</summary>
internal static class CardPatch
{
    public static byte[] Of(string golden, string patch) => Apply(Encoding.UTF8.GetString(GoldenFile.Read(golden)), patch);

    public static byte[] Apply(string json, string patch)
    {
        var target = JsonNode.Parse(json)!.AsObject();
        Merge(target, JsonNode.Parse(patch)!.AsObject());
        return Encoding.UTF8.GetBytes(target.ToJsonString());
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject there)
            {
                Merge(there, inner);
            }
            else if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
