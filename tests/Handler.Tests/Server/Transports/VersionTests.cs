using System.Text.Json.Nodes;
using Handler.Tests.Server.Transports.Rest;

namespace Handler.Tests.Server.Transports;

/// <summary>
/// <c>A2A-Version</c> refuses what is not spoken, and does not translate: which dialect a call is in, its method or its path says.
/// </summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("SendMessage", RoutingTests.V1Send, "1.0")]
    [InlineData("message/send", RoutingTests.V03Send, "0.3")]
    [InlineData("tasks/send", RoutingTests.LegacySend, "legacy")]
    public async Task A_method_is_answered_in_its_own_dialect_whatever_version_is_named(string method, string parameters, string dialect)
    {
        await using var host = await AgentHost.StartAsync();

        foreach (var version in (string[])["", "1.0", "0.3", "1.0.7", " 0.3.1 "])
        {
            var result = await host.ResultAsync(method, parameters.Replace("\"m\"", $"\"m{version}\"", StringComparison.Ordinal), version);

            RoutingTests.DialectOf(result["task"] ?? result).ShouldBe(dialect, $"{method} with A2A-Version '{version}'");
        }
    }

    [Theory]
    [InlineData("/message:send", "parts")]
    [InlineData("/v1/message:send", "content")]
    public async Task A_path_is_answered_in_its_own_dialect_whatever_version_is_named(string path, string member)
    {
        await using var host = await AgentHost.StartAsync();
        string Body() => RestCaller.Hello.Replace("m1", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("parts", member, StringComparison.Ordinal);

        foreach (var version in (string[])["", "1.0", "0.3"])
        {
            using var answer = await host.AskAsync("POST", path, Body(), headers: ("A2A-Version", version));

            (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{member}\":[", Case.Sensitive, $"{path} with A2A-Version '{version}'");
        }
    }

    [Theory]
    [InlineData("/.well-known/agent-card.json", "9.9", "supportedInterfaces")]
    [InlineData("/.well-known/agent-card.json?A2A-Version=0.3", "", "preferredTransport")]
    [InlineData("/.well-known/agent-card.json?A2A-Version=0.3", "1.0", "supportedInterfaces")]
    [InlineData("/.well-known/agent.json", "9.9", "preferredTransport")]
    public async Task The_card_is_given_to_everybody_and_says_what_is_spoken(string path, string version, string member)
    {
        await using var host = await AgentHost.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("A2A-Version", version);

        using var answer = await host.Client.SendAsync(request);

        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject().ShouldContainKey(member);
    }

    [Fact]
    public async Task The_refusal_names_what_is_spoken_for_programs_too()
    {
        await using var host = await AgentHost.StartAsync();

        foreach (var method in (string[])["ListTasks", "message/send", "tasks/send"])
        {
            var error = (await host.CallAsync(method, "{}", "1.0, 0.3"))["error"]!;

            error["message"]!.ToString().ShouldBe("A2A-Version '1.0, 0.3' is not supported; this agent speaks 1.0, 0.3.");
            var info = error["data"]![0]!;
            (info["reason"]!.ToString(), info["metadata"]!["supported"]!.ToString()).ShouldBe(("VERSION_NOT_SUPPORTED", "1.0, 0.3"));
        }
    }
}
