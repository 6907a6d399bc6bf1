using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Handler.Cli.Output;

namespace Handler.Tests.Cli.Output;

public sealed class IndentedJsonTests
{
    [Fact]
    public void Members_stand_on_lines_of_their_own_two_spaces_deeper()
    {
        const string Json = """{"id":"t","status":{"state":"completed"},"list":[1,2.50,true,null],"none":{},"empty":[ ]}""";

        IndentedJson.Of(Json).ShouldBe("""
            {
              "id": "t",
              "status": {
                "state": "completed"
              },
              "list": [
                1,
                2.50,
                true,
                null
              ],
              "none": {},
              "empty": []
            }
            """);
    }

    [Fact]
    public void What_the_sender_escaped_stays_as_it_was_and_what_acts_on_a_terminal_is_escaped() =>
        IndentedJson.Of("{\"a\":\"\\u001b\\\" {[,:\u009b\"}").ShouldBe("{\n  \"a\": \"\\u001b\\\" {[,:\\u009b\"\n}");

    [Fact]
    public void Indented_json_means_the_same() => Prop.ForAll<string[], int>((texts, number) =>
    {
        var json = new JsonObject
        {
            ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode?)text)]),
            ["deep"] = new JsonObject { ["number"] = number, [texts.FirstOrDefault() ?? ""] = new JsonArray() },
        };

        return JsonNode.DeepEquals(JsonNode.Parse(IndentedJson.Of(json.ToJsonString())), json);
    }).QuickCheckThrowOnFailure();
}
