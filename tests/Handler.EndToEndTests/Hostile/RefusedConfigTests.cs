using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handler.EndToEndTests.Dialects;
using Handler.Protocol;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>
/// Numbers 10 and 11 at the door: configs whose address, or whose text, must never come to the wire. They are refused when they are made, in every
/// dialect, and what is sent to the webhooks that are left has the headers that it must have and no other.
/// </summary>
public sealed class RefusedConfigTests
{
    private static readonly string[] KnownHeaders =
    [
        "Host", "Content-Type", "Content-Length", "A2A-Version", "Authorization", "X-A2A-Notification-Token", "webhook-id", "webhook-timestamp",
        "X-A2A-Event-Sequence", "X-A2A-Event-Previous", "X-A2A-Delivery-Attempt", "traceparent",
    ];

    private static readonly string[] Addresses =
    [
        "127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.1", "[::1]", "[::ffff:7f00:1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "localhost", "a.localhost.",
        "169.254.169.254", "0xa9fea9fe", "[fd00:ec2::254]", "10.0.0.1", "192.168.1.1", "172.31.255.254", "100.64.0.1", "0.0.0.0", "[::]", "224.0.0.1",
        "127。0。0。1", "%31%32%37.0.0.1", "user@hooks.example.com",
    ];

    private static readonly string[] Texts = ["a\r\nX-Injected: b", "a\nX-Injected: b", "a\rb", "a\0b", "grün", "a\u2028b", "a\u007fb", " a", "a ", "\ud83d\udd11"];

    public static TheoryData<string> Dialects => [.. Dialect.All.Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Every_spelling_of_a_forbidden_address_is_refused_when_the_config_is_made(string dialect)
    {
        await using var agent = await BesiegedAgent.StartAsync(new() { ReachesHere = false });
        var task = await BeginAsync(agent);
        var accepted = new List<string>();
        foreach (var host in Addresses)
        {
            await AcceptAsync(agent, dialect, task, "c", $"https://{host}/hook", "", host, accepted);
            await AcceptAsync(agent, dialect, task, "c", $"http://{host}:8080/hook", "", host, accepted);
        }

        accepted.ShouldBeEmpty();

        // The control: what is asked so is taken, when nothing is wrong with it.
        await AcceptAsync(agent, dialect, task, "c", "https://hooks.example.com/hook", "", "a public host", accepted);
        accepted.ShouldBe(["a public host"]);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Characters_that_no_header_may_have_are_refused_and_never_on_the_wire(string dialect)
    {
        await using var hook = HostileWebhook.Start();
        await using var agent = await BesiegedAgent.StartAsync(new());
        var task = await BeginAsync(agent);
        var accepted = new List<string>();
        foreach (var text in Texts)
        {
            var json = JsonSerializer.Serialize(text);
            await AcceptAsync(agent, dialect, task, "c", hook.UrlOf(), HeaderOf(dialect, json), $"token or header {json}", accepted);
            await AcceptAsync(agent, dialect, task, "c", hook.UrlOf("/" + text), "", $"url {json}", accepted);
            await AcceptAsync(agent, dialect, task, text, hook.UrlOf(), "", $"id {json}", accepted);
            await AcceptAsync(agent, dialect, task, "c", hook.UrlOf(), AuthenticationOf(dialect, "Bearer", text), $"credentials {json}", accepted);
            await AcceptAsync(agent, dialect, task, "c", hook.UrlOf(), AuthenticationOf(dialect, text, "secret"), $"scheme {json}", accepted);
        }

        accepted.ShouldBeEmpty();
        hook.Connections.ShouldBe(0);

        // The control: the same with a text that is fine is taken, and comes with the headers that it must.
        await AcceptAsync(agent, dialect, task, "c", hook.UrlOf(), AuthenticationOf(dialect, "Bearer", "fine"), "a fine text", accepted);
        accepted.ShouldBe(["a fine text"]);
        await hook.WaitForAsync(1);
        WireFaults(hook).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sender_that_writes_a_header_as_it_was_given_is_found()
    {
        await using var hook = HostileWebhook.Start();

        await CarelessSender.PostAsync(hook.Port, token: "a\r\nX-Injected: b");

        WireFaults(hook).ShouldBe(["X-Injected is no header of a notification."]);
    }

    private static async Task<string> BeginAsync(BesiegedAgent agent) => (await agent.Client.SendTextAsync("work")).Task!.Id;

    private static IEnumerable<string> WireFaults(HostileWebhook hook) =>
        from head in hook.Heads
        from line in head.Split("\r\n")[1..^2]
        let name = line.Split(':')[0]
        where !KnownHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
        select $"{name} is no header of a notification.";

    /// <summary>A token; the legacy dialect has none, and has the name of a header instead.</summary>
    private static string HeaderOf(string dialect, string json) =>
        dialect == "legacy" ? $$""","authenticationInfo":{"scheme":"Bearer","value":"fine","headerName":{{json}}}""" : $",\"token\":{json}";

    private static string AuthenticationOf(string dialect, string scheme, string value)
    {
        var (schemeJson, valueJson) = (JsonSerializer.Serialize(scheme), JsonSerializer.Serialize(value));
        return dialect switch
        {
            "1.0" => $$""","authentication":{"scheme":{{schemeJson}},"credentials":{{valueJson}}}""",
            "0.3" => $$""","authentication":{"schemes":[{{schemeJson}}],"credentials":{{valueJson}}}""",
            _ => $$""","authenticationInfo":{"scheme":{{schemeJson}},"value":{{valueJson}}}""",
        };
    }

    /// <summary>Has a config made, and notes <paramref name="what"/> if it was.</summary>
    private static async Task AcceptAsync(
        BesiegedAgent agent, string dialectName, string task, string id, string url, string more, string what, List<string> accepted)
    {
        var dialect = Dialect.All.Single(dialect => dialect.Name == dialectName);
        var parameters = dialect.ToSet(task, Escape(id), Escape(url), more);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, agent.Url)
        {
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"{{dialect.SetMethod}}","params":{{parameters}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(ServiceParameters.Version, dialect.VersionHeader ?? "");
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if (json["error"] is not { } error)
        {
            accepted.Add(what);
            return;
        }

        ((int?)error["code"]).ShouldBe(-32602, $"{what}: {json}");
    }

    private static string Escape(string text) => JsonSerializer.Serialize(text)[1..^1];
}
