using System.Net;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Handler.Tests.Server.Operations;

public sealed class RedeliveryActionTests
{
    private readonly ScriptedWebhook _hook = new();

    [Fact]
    public async Task One_is_sent_again_and_shown_as_redelivered()
    {
        await using var host = await StartAsync();
        var id = await DieAsync(host, "one");

        var done = await host.PostAsync($"deliveries/{id}/redeliver", "{}");

        ((string)done["outcome"]!, (string)done["sentAs"]!, (int)done["attempt"]!["status"]!).ShouldBe(("delivered", id.ToString(), 200));
        var shown = await host.GetAsync($"deliveries/{id}");
        ((string)shown["state"]!, (string)shown["redelivery"]!["by"]!).ShouldBe(("redelivered", "token"));
        (await host.GetAsync("dead-letters?open=true"))["deadLetters"]!.AsArray().ShouldBeEmpty();
        _hook.Arrivals[^1][WebhookHeaders.Redelivery].ShouldBe("1");
        Audit(host).ShouldBe([("redeliver", id.ToString(), "200")]);
    }

    [Fact]
    public async Task Many_are_sent_again_by_filter_call_by_call()
    {
        await using var host = await StartAsync();
        var ids = new List<DeliveryId> { await DieAsync(host, "one"), await DieAsync(host, "two"), await DieAsync(host, "three") };
        _hook.Answer(503);

        var first = await host.PostAsync("dead-letters/redeliver", """{"origin":"https://hooks.example","reason":"refused","limit":2,"newId":true}""");
        var second = await host.PostAsync(
            "dead-letters/redeliver", $$"""{"origin":"https://hooks.example","reason":"refused","limit":2,"newId":true,"pageToken":"{{first["nextPageToken"]}}"}""");
        var third = await host.PostAsync("dead-letters/redeliver", "{}");

        var done = first["redeliveries"]!.AsArray().Concat(second["redeliveries"]!.AsArray()).ToList();
        done.Select(redelivery => (string)redelivery!["id"]!).ShouldBe(ids.Select(id => id.ToString()), ignoreOrder: true);
        done.Select(redelivery => (string)redelivery!["outcome"]!).ShouldBe(["failed", "delivered", "delivered"], ignoreOrder: true);
        ((string)second["nextPageToken"]!, first["redeliveries"]!.AsArray().Count).ShouldBe(("", 2));
        third["redeliveries"]!.AsArray().ShouldHaveSingleItem();
        (await host.PostAsync("dead-letters/redeliver", "{}"))["redeliveries"]!.AsArray().ShouldBeEmpty();
        Audit(host).Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_is_refused_is_told_and_stands_in_the_audit()
    {
        await using var host = await StartAsync();
        var id = await DieAsync(host, "one");
        var config = (await host.Store.ListDeadAsync(new DeadQuery { Limit = 1 }, CancellationToken.None)).Stretches[0];
        await host.Store.DeleteAsync(config.Task, config.ConfigId, CancellationToken.None);
        var none = new DeliveryId(Guid.CreateVersion7(), 1);

        (await host.RefusalAsync(HttpMethod.Post, $"deliveries/{id}/redeliver", HttpStatusCode.Conflict, "{}")).ShouldContain("was deleted");
        (await host.RefusalAsync(HttpMethod.Post, $"deliveries/{none}/redeliver", HttpStatusCode.NotFound, "{}")).ShouldContain("There is no delivery");
        var many = await host.PostAsync("dead-letters/redeliver", "{}");

        many["redeliveries"]!.AsArray().ShouldHaveSingleItem()!["outcome"]!.ToString().ShouldBe("refused");
        Audit(host).Select(line => line.Outcome).ShouldBe(["ConfigDeleted", "NotFound", "ConfigDeleted"]);
    }

    [Theory]
    [InlineData("""{"limit":0}""", "The limit is 0; give it a number from 1 to 1000.")]
    [InlineData("""{"reason":"bad"}""", "The reason is 'bad'; give one of expired")]
    [InlineData("""{"lane":"1"}""", "The lane is '1'")]
    [InlineData("""{"pageToken":"x"}""", "The pageToken is 'x'")]
    [InlineData("""{"since":"x"}""", "The body cannot be read")]
    [InlineData("""{"task":"x"}""", "The body cannot be read")]
    public async Task A_wrong_filter_is_told(string body, string expected)
    {
        await using var host = await OperationsHost.StartAsync();

        (await host.RefusalAsync(HttpMethod.Post, "dead-letters/redeliver", HttpStatusCode.BadRequest, body)).ShouldContain(expected);
    }

    private static List<(string Action, string Target, string Outcome)> Audit(OperationsHost host) =>
    [
        .. host.Agent.Log.Entries.Where(entry => entry.Category == "Handler.Server.Operations.OperationsAudit")
            .Select(line => ($"{line["Action"]}".Split(' ')[0], $"{line["Target"]}", $"{line["Outcome"]}")),
    ];

    /// <summary>With the engine, whose network is the webhook: it refuses the first update of each task until an operator sends it again.</summary>
    private Task<OperationsHost> StartAsync()
    {
        _hook.AnswerOtherwise(arrival => arrival.Id.Sequence == 1 && !arrival.Headers.ContainsKey(WebhookHeaders.Redelivery) ? WebhookAnswer.Of(400) : WebhookAnswer.Ok);
        return OperationsHost.StartAsync(
            services =>
            {
                services.AddSingleton(provider => new WebhookSender(
                    new HttpMessageInvoker(_hook.CreateHandler()), provider.GetRequiredService<PushOptions>(), TimeProvider.System));
                services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<PushEngine>(provider));
            },
            push => push.Retry.StrictRefusalWaits = [TimeSpan.FromMilliseconds(1)]);
    }

    /// <summary>The first update of a new task, which was given up, once all behind it has been delivered.</summary>
    private static async Task<DeliveryId> DieAsync(OperationsHost host, string text)
    {
        var lane = await host.PushAsync(text: text);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await host.Store.GetAsync(lane.Task, "config", late.Token)) is not { Lane: { Waiting: 0, Passed: not null } }
            || (await host.Store.ListDeadAsync(lane.Lane, late.Token)).Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), late.Token);
        }

        return new DeliveryId(lane.Lane, 1);
    }
}
