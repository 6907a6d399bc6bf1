using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Tests.Server.Transports.Matrix;
using Handler.Tests.Server.Transports.Rest;

namespace Handler.Tests.Server.Transports;

/// <summary>Of several extensions that the card requires, each has to be named, by every binding and on streams.</summary>
public sealed class RequiredExtensionTests
{
    private static readonly AgentCard Requiring = Cards.Plain with
    {
        Capabilities = new()
        {
            Extensions = [new() { Uri = "urn:a", Required = true }, new() { Uri = "urn:optional" }, new() { Uri = "urn:b", Required = true }],
        },
    };

    [Theory]
    [InlineData(Wire.V1)]
    [InlineData(Wire.V03)]
    [InlineData(Wire.Legacy)]
    [InlineData(Wire.Rest100)]
    [InlineData(Wire.RestV03)]
    public async Task All_of_them_named_the_call_is_carried_out_and_the_answer_names_them(Wire wire)
    {
        await using var host = await AgentHost.StartAsync(card: Requiring);

        foreach (var operation in (Operation[])[Operation.Send, Operation.Stream])
        {
            var call = WireCalls.Of(wire, operation)!;
            var body = call.Body!.Replace("first", operation.ToString(), StringComparison.Ordinal);

            using var refused = await host.AskAsync(call.Method, call.Path, body, headers: ("A2A-Extensions", "urn:a, urn:optional, urn:B"));
            using var answered = await host.AskAsync(call.Method, call.Path, body, headers: [("A2A-Extensions", "urn:b,urn:other"), ("X-A2A-Extensions", "urn:a")]);

            (await refused.Content.ReadAsStringAsync()).ShouldContain("EXTENSION_SUPPORT_REQUIRED");
            refused.Headers.Contains("A2A-Extensions").ShouldBeFalse();
            (await answered.Content.ReadAsStringAsync()).ShouldNotContain("\"error\"");
            answered.Headers.GetValues("A2A-Extensions").ShouldBe(["urn:a, urn:b"]);
        }
    }

    [Fact]
    public async Task The_refusal_names_the_first_that_is_missing()
    {
        await using var host = await AgentHost.StartAsync(card: Requiring);

        using var refused = await host.AskAsync("GET", "/tasks", headers: ("A2A-Extensions", "urn:a"));

        var error = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!;
        error["details"]![0]!["metadata"]!["extension"]!.ToString().ShouldBe("urn:b");
    }
}
