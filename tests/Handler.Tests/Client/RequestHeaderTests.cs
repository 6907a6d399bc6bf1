using Handler.Client;

namespace Handler.Tests.Client;

public sealed class RequestHeaderTests
{
    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task The_version_the_media_types_and_nothing_else_are_sent_by_default()
    {
        await CallAsync(_agent.Options());

        var request = _agent.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe(HttpMethod.Post);
        request.Url.ShouldBe(new Uri(ScriptedAgent.Url));
        request.ContentType.ShouldBe("application/json");
        request.Headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .ShouldBe(["Accept: application/json", "A2A-Version: 1.0"]);
    }

    [Fact]
    public async Task Credentials_extensions_and_own_headers_go_with_every_request()
    {
        await CallAsync(new A2AClientOptions
        {
            HttpClient = new HttpClient(_agent),
            BearerToken = "b",
            ApiKey = "k",
            Extensions = ["https://x.example/1", "https://x.example/2"],
            Headers = new Dictionary<string, string> { ["X-Trace"] = "1" },
        });

        var headers = _agent.Requests[0].Headers;
        headers.GetValues("Authorization").ShouldBe(["Bearer b"]);
        headers.GetValues("X-API-Key").ShouldBe(["k"]);
        string.Join(", ", headers.GetValues("A2A-Extensions")).ShouldBe("https://x.example/1, https://x.example/2");
        headers.GetValues("X-Trace").ShouldBe(["1"]);
    }

    [Fact]
    public async Task The_api_key_goes_in_the_header_that_was_named()
    {
        await CallAsync(new A2AClientOptions { HttpClient = new HttpClient(_agent), ApiKey = "k", ApiKeyHeader = "X-Key" });

        _agent.Requests[0].Headers.GetValues("X-Key").ShouldBe(["k"]);
        _agent.Requests[0].Headers.Contains("X-API-Key").ShouldBeFalse();
    }

    [Fact]
    public void A_secret_with_a_line_break_is_refused_and_not_told()
    {
        var fault = Should.Throw<ArgumentException>(() => new A2AClient(ScriptedAgent.Url, new A2AClientOptions { BearerToken = "hush\n" }));

        fault.Message.ShouldContain("BearerToken");
        fault.Message.ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("A2A-Version", "set already")]
    [InlineData("a2a-version", "set already")]
    [InlineData("Content-Type", "cannot be sent")]
    [InlineData("X Y", "cannot be sent")]
    public void A_header_that_cannot_be_sent_is_refused_when_the_client_is_made(string name, string reason)
    {
        var options = new A2AClientOptions { Headers = new Dictionary<string, string> { [name] = "v" } };

        Should.Throw<ArgumentException>(() => new A2AClient(ScriptedAgent.Url, options)).Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("agent.example")]
    [InlineData("/a2a")]
    [InlineData("ftp://agent.example")]
    public void A_url_that_is_not_absolute_http_is_refused(string url) =>
        Should.Throw<ArgumentException>(() => new A2AClient(url)).Message.ShouldContain($"'{url}'");

    [Fact]
    public async Task An_http_client_that_was_given_stays_open()
    {
        using var http = new HttpClient(_agent);
        new A2AClient(ScriptedAgent.Url, new A2AClientOptions { HttpClient = http }).Dispose();
        _agent.Answer("");

        (await http.GetAsync(new Uri("https://agent.example/"))).IsSuccessStatusCode.ShouldBeTrue();
    }

    private async Task CallAsync(A2AClientOptions options)
    {
        _agent.Result("{}");
        await new A2AClient(ScriptedAgent.Url, options).DeleteTaskPushNotificationConfigAsync("t-1", "c");
    }
}
