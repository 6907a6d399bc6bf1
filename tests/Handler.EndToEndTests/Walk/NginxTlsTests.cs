using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>The walk of the first seed on public addresses: docs/nginx.md, with a real nginx and real TLS both ways.</summary>
[Trait("Needs", "parts")]
public sealed class NginxTlsTests(PublicDeployment deployment) : IClassFixture<PublicDeployment>, IDisposable
{
    private const int Mega = 1024 * 1024;

    private const string Stream = """
        {"jsonrpc":"2.0","id":1,"method":"SendStreamingMessage",
        "params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"steps 2 every 1h"}]}}}
        """;

    private readonly HttpClient _http = deployment.Authority.CreateClient();

    [Fact]
    public async Task Walk_goes_through_tls_both_ways()
    {
        var sent = await deployment.RunAsync(0, "message", "send", "Process this data", "--wait", "0");
        var task = Value(sent, "Task ID");
        string[] where = ["--task-id", task];
        var set = await deployment.RunAsync(
            0, ["task", "set-notification", .. where, "--webhook-url", deployment.WebhookUrl, "--webhook-token", PublicDeployment.Token]);
        var listed = await deployment.Push.WaitForEndAsync(task);
        var got = await deployment.RunAsync(0, ["task", "get", .. where]);
        var shown = await deployment.RunAsync(0, ["task", "get-notification", .. where]);
        await deployment.RunAsync(0, ["task", "delete-notification", .. where]);

        Value(set, "Webhook URL").ShouldBe(deployment.WebhookUrl);
        Value(got, "State").ShouldBe("completed");
        Value(shown, "Webhook URL").ShouldBe(deployment.WebhookUrl);
        listed["notifications"]!.AsArray().Where(push => (string?)push!["task_id"] == task).ShouldNotBeEmpty();
        await deployment.Push.Process.WaitForLineAsync(line => line == "Token: present (verified)", "that a token was verified");
        await deployment.WebhookProxy.LoggedAsync("\"POST /webhook HTTP/1.1\" 200 ");
        await deployment.AgentProxy.LoggedAsync("\"POST / HTTP/1.1\" 200 ");
    }

    [Fact]
    public async Task Card_leads_callers_back_through_tls()
    {
        var card = JsonNode.Parse(await _http.GetStringAsync(deployment.AgentUrl + "/.well-known/agent-card.json"))!;

        card["supportedInterfaces"]!.AsArray().ShouldAllBe(offer => (((string?)offer!["url"])! + "/").StartsWith(deployment.AgentUrl + "/", StringComparison.Ordinal));
        card["securitySchemes"]!["apiKey"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Stream_brings_events_as_they_happen()
    {
        var (events, held) = await BeginStreamAsync(deployment.AgentUrl);

        using var _ = held;
        (await ReadEventAsync(events))["result"]!["task"].ShouldNotBeNull();
        ((string?)(await ReadEventAsync(events))["result"]!["statusUpdate"]!["status"]!["state"]).ShouldBe("TASK_STATE_WORKING");
    }

    [Fact]
    public async Task Stream_is_not_held_back_by_a_proxy_that_buffers_either()
    {
        await using var buffering = await Nginx.StartAsync(deployment.Agent.Port);

        var (events, held) = await BeginStreamAsync(buffering.Url);

        using var _ = held;
        (await ReadEventAsync(events))["result"]!["task"].ShouldNotBeNull();
        ((string?)(await ReadEventAsync(events))["result"]!["statusUpdate"]!["status"]!["state"]).ShouldBe("TASK_STATE_WORKING");
    }

    [Theory]
    [InlineData("GET", "/webhook", 200, "Webhook is active")]
    [InlineData("GET", "/webhook?validationToken=abc", 200, "abc")]
    [InlineData("POST", "/webhook", 401, "Invalid notification token")]
    [InlineData("GET", "/notifications", 404, "nginx")]
    [InlineData("POST", "/notifications/clear", 404, "nginx")]
    [InlineData("GET", "/webhook/../notifications", 404, "nginx")]
    [InlineData("GET", "/webhook%2f..%2fnotifications", 404, "nginx")]
    [InlineData("GET", "/webhook/..%2fnotifications", 404, "nginx")]
    [InlineData("GET", "//notifications", 404, "nginx")]
    [InlineData("GET", "/webhook/notifications", 404, "nginx")]
    [InlineData("GET", "/", 404, "nginx")]
    public async Task Webhook_alone_is_public(string method, string path, int status, string expected)
    {
        var raw = new Uri(deployment.WebhookProxy.TlsUrl + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), raw);
        request.Headers.Add("X-Real-IP", "127.0.0.1");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");

        using var answer = await _http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(expected);
    }

    [Fact]
    public async Task Proxy_that_passes_on_too_much_opens_no_inbox()
    {
        await using var careless = await Nginx.StartAsync(deployment.Push.Port);
        using var request = new HttpRequestMessage(HttpMethod.Get, careless.Url + "/notifications");
        request.Headers.Authorization = new("Bearer", PublicDeployment.AdminToken);

        using var without = await _http.GetAsync(new Uri(careless.Url + "/notifications"));
        using var with = await _http.SendAsync(request);

        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        with.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(4 * Mega, 200, "received")]
    [InlineData((4 * Mega) + 1, 413, "Payload too large")]
    [InlineData((5 * Mega) + 1, 413, "nginx")]
    public async Task Webhook_answers_for_its_own_limit(int bytes, int status, string expected)
    {
        using var request = Post(deployment.WebhookUrl, JsonOf(bytes));
        request.Headers.Add("X-A2A-Notification-Token", PublicDeployment.Token);

        await AnsweredAsync(request, status, expected);
    }

    [Theory]
    [InlineData(4 * Mega, true, 200, "-32600")]
    [InlineData((4 * Mega) + 1, true, 413, "send large content by URL")]
    [InlineData((5 * Mega) + 1, true, 413, "nginx")]
    [InlineData(3 * Mega, false, 401, "none came")]
    public async Task Agent_answers_for_its_own_limit(int bytes, bool withKey, int status, string expected)
    {
        using var request = Post(deployment.AgentUrl + "/", JsonOf(bytes));
        if (withKey)
        {
            request.Headers.Add("X-API-Key", PublicDeployment.Key);
        }

        await AnsweredAsync(request, status, expected);
    }

    [Fact]
    public async Task Without_the_authority_neither_a_command_nor_an_agent_trusts_the_certificate()
    {
        await HandlerProcess.RunAsync(3, "card", "get", deployment.AgentUrl);
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms");

        await agent.BeginAsync(new Uri(deployment.WebhookUrl));

        await Eventually.HoldsAsync(
            () => agent.Story.Contains("TlsFailed in ", StringComparison.Ordinal)
                && agent.Story.Contains("The remote certificate is invalid because of errors in the certificate chain", StringComparison.Ordinal),
            () => agent.Story);
    }

    [Fact]
    public async Task Agent_that_is_not_there_is_unreachable_behind_its_proxy()
    {
        using var nobody = new ReservedPort();
        using var port = new ReservedPort();
        await using var proxy = await Nginx.StartAsync(port, NginxGuide.Agent(deployment.Authority, port.Number, nobody.Number));

        await HandlerProcess.RunAsync(3, deployment.Authority.Trusted, "card", "get", proxy.TlsUrl);
    }

    [Fact]
    public async Task Agent_below_a_path_is_called_by_its_public_url()
    {
        using var port = new ReservedPort();
        var publicUrl = $"https://{TestAuthority.Host}:{port.Number}/steps";
        await using var agent = await HandlerAgent.StartAsync(steps: 0, "0", "--public-url", publicUrl);
        var block = NginxGuide.Agent(deployment.Authority, port.Number, agent.Port);
        block = NginxGuide.Put(block, "location / {", "location /steps/ {");
        block = NginxGuide.Put(block, $"proxy_pass http://127.0.0.1:{agent.Port};", $"proxy_pass http://127.0.0.1:{agent.Port}/;");
        await using var proxy = await Nginx.StartAsync(port, block);

        var sent = await HandlerProcess.RunAsync(0, deployment.Authority.Trusted, "message", "send", "--url", publicUrl, "Process this data");

        Value(sent, "State").ShouldBe("completed");
        await proxy.LoggedAsync("\"POST /steps/ HTTP/1.1\" 200 ");
    }

    [Fact]
    public async Task Seeds_own_block_works_with_a_certificate()
    {
        using var port = new ReservedPort();
        await using var proxy = await Nginx.StartAsync(port, $$"""
            server {
                listen 127.0.0.1:{{port.Number}} ssl;
                server_name webhooks.yourhost.com;
                ssl_certificate {{deployment.Authority.CertificateFile}};
                ssl_certificate_key {{deployment.Authority.KeyFile}};

                location /webhook {
                    proxy_pass http://127.0.0.1:{{deployment.Push.Port}}/webhook;
                    proxy_set_header Host $host;
                    proxy_set_header X-Real-IP $remote_addr;
                }
            }
            """);

        var sent = await deployment.RunAsync(
            0, "message", "send", "Process this data", "--push-url", proxy.TlsUrl + "/webhook", "--push-token", PublicDeployment.Token);
        await deployment.Push.WaitForEndAsync(Value(sent, "Task ID"));
        using var inbox = await _http.GetAsync(new Uri(proxy.TlsUrl + "/notifications"));

        inbox.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await proxy.LoggedAsync("\"POST /webhook HTTP/1.1\" 200 ");
    }

    public void Dispose() => _http.Dispose();

    private static string JsonOf(int bytes) => $"{{\"id\":\"{new string('x', bytes - 9)}\"}}";

    private static HttpRequestMessage Post(string url, string body) =>
        new(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private async Task AnsweredAsync(HttpRequestMessage request, int status, string expected)
    {
        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, body);
        body.ShouldContain(expected);
    }

    /// <summary>Begins a task that is not going to end while the test runs.</summary>
    private async Task<(StreamReader Events, HttpResponseMessage Held)> BeginStreamAsync(string url)
    {
        using var request = Post(url + "/", Stream);
        request.Headers.Authorization = new("Bearer", PublicDeployment.Key);
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return (new StreamReader(await answer.Content.ReadAsStreamAsync()), answer);
    }

    private static async Task<JsonNode> ReadEventAsync(StreamReader events)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            var line = (await events.ReadLineAsync(late.Token)).ShouldNotBeNull();
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonNode.Parse(line["data: ".Length..])!;
            }
        }
    }

    private static string Value(string text, string label)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(label + ": ", StringComparison.Ordinal));
        return line.ShouldNotBeNull($"There is no line '{label}:' in\n{text}")[(label.Length + 2)..];
    }
}
