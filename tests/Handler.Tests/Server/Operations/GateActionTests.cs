using System.Net;
using System.Text.Json.Nodes;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Server.Operations;

public sealed class GateActionTests
{
    [Fact]
    public async Task A_gate_is_held_and_resumed()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();

        var held = await host.PostAsync("gates/hold", """{"origin":"https://hooks.example/in","reason":"They asked."}""");
        var again = await host.PostAsync("gates/hold", """{"origin":"https://hooks.example"}""");
        var shown = (await host.GetAsync("gates"))["gates"]![0]!.AsObject();
        var resumed = await host.PostAsync("gates/resume", """{"origin":"https://hooks.example"}""");

        held.ToJsonString().ShouldBe("""{"gates":[{"tenant":"","owner":"","origin":"https://hooks.example:443","state":"held","changed":true}]}""");
        ((bool)again["gates"]![0]!["changed"]!).ShouldBeFalse();
        ((string)shown["hold"]!["cause"]!, (string)shown["hold"]!["by"]!, (string)shown["hold"]!["reason"]!).ShouldBe(("operator", "token", "They asked."));
        ((string)resumed["gates"]![0]!["state"]!, (bool)resumed["gates"]![0]!["changed"]!).ShouldBe(("open", true));
        (await host.Store.ListGatesAsync(new GateQuery { Limit = 1 }, CancellationToken.None)).Gates[0].Row.Key.ShouldBe(lane.Gate);
    }

    [Fact]
    public async Task Without_an_owner_the_gates_of_all_owners_are_meant()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.PushAsync();
        foreach (var owner in new[] { "ann", "bob" })
        {
            var key = new TaskKey(new OwnerScope("acme", owner), $"task of {owner}");
            await host.Store.CreateAsync(
                new NewTask
                {
                    Key = key,
                    Task = new() { Id = key.TaskId, Status = new() { State = Handler.Protocol.TaskState.Submitted } },
                    Config = new NewPushConfig { ConfigId = "config", Endpoint = new() { Origin = "https://hooks.example:443", Secret = default }, Format = default, Mask = EventKinds.All },
                },
                CancellationToken.None);
        }

        var one = await host.PostAsync("gates/hold", """{"origin":"https://hooks.example","tenant":"acme","owner":"bob"}""");
        var all = await host.PostAsync("gates/hold", """{"origin":"https://hooks.example"}""");

        Owners(one).ShouldBe(["bob"]);
        Owners(all).ShouldBe(["", "ann", "bob"]);
        all["gates"]!.AsArray().Select(gate => (bool)gate!["changed"]!).ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task Each_action_is_a_line_of_the_audit()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.PushAsync();

        await host.PostAsync("gates/hold", """{"origin":"https://hooks.example"}""");
        await host.RefusalAsync(HttpMethod.Post, "gates/resume", HttpStatusCode.NotFound, """{"origin":"https://elsewhere.example"}""");
        await host.GetAsync("gates");

        var lines = host.Agent.Log.Entries.Where(entry => entry.Category == "Handler.Server.Operations.OperationsAudit").ToList();
        lines.Select(line => line.Level).Distinct().ShouldBe([LogLevel.Information]);
        lines.Select(line => ($"{line["Operator"]}", $"{line["Action"]}", $"{line["Target"]}", $"{line["Outcome"]}")).ShouldBe(
        [
            ("token", "hold", "https://hooks.example:443 of owner '', tenant ''", "Changed"),
            ("token", "resume", "https://elsewhere.example:443", "NotFound"),
        ]);
    }

    [Theory]
    [InlineData("gates/hold", "{", "The body cannot be read")]
    [InlineData("gates/hold", "null", "The body is null")]
    [InlineData("gates/hold", "{}", "origin")]
    [InlineData("gates/hold", """{"origin":"https://a","ownr":"x"}""", "ownr")]
    [InlineData("gates/hold", """{"origin":"a"}""", "The parameter 'origin' is 'a'; give it the origin of a webhook")]
    [InlineData("gates/resume", """{"origin":"https://a","reason":"x"}""", "A resumption has no reason")]
    public async Task What_cannot_be_done_is_told(string path, string body, string expected)
    {
        await using var host = await OperationsHost.StartAsync();

        (await host.RefusalAsync(HttpMethod.Post, path, HttpStatusCode.BadRequest, body)).ShouldContain(expected);
    }

    [Fact]
    public async Task A_body_that_a_form_could_post_is_refused()
    {
        await using var host = await OperationsHost.StartAsync();
        using var content = new StringContent("""{"origin":"https://a"}""");
        host.Agent.Client.DefaultRequestHeaders.Authorization = new("Bearer", OperationsHost.Token);

        using var response = await host.Agent.Client.PostAsync("/operations/gates/hold", content);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_reason_has_an_end()
    {
        await using var host = await OperationsHost.StartAsync();
        var body = new JsonObject { ["origin"] = "https://a", ["reason"] = new string('x', 501) }.ToJsonString();

        (await host.RefusalAsync(HttpMethod.Post, "gates/hold", HttpStatusCode.BadRequest, body)).ShouldBe("The reason has 501 characters; say it in 500.");
    }

    private static IEnumerable<string> Owners(JsonNode answer) => answer["gates"]!.AsArray().Select(gate => (string)gate!["owner"]!);
}
