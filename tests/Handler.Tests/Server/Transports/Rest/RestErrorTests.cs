using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>Every error of the specification, with its status and body, and what HTTP adds.</summary>
public sealed class RestErrorTests
{
    private const string Task = "(task)";

    [Theory]
    [InlineData("GET", "/tasks/no", "TASK_NOT_FOUND", 404, "NOT_FOUND")]
    [InlineData("POST", "/tasks/no:cancel", "TASK_NOT_FOUND", 404, "NOT_FOUND")]
    [InlineData("GET", "/tasks/no:subscribe", "TASK_NOT_FOUND", 404, "NOT_FOUND")]
    [InlineData("GET", "/tasks/no/pushNotificationConfigs", "TASK_NOT_FOUND", 404, "NOT_FOUND")]
    [InlineData("DELETE", "/tasks/no/pushNotificationConfigs/c", "TASK_NOT_FOUND", 404, "NOT_FOUND")]
    [InlineData("GET", $"/tasks/{Task}/pushNotificationConfigs/c", "TASK_NOT_FOUND", 404, "NOT_FOUND")]
    [InlineData("POST", $"/tasks/{Task}:cancel", "TASK_NOT_CANCELABLE", 409, "FAILED_PRECONDITION")]
    [InlineData("GET", $"/tasks/{Task}:subscribe", "UNSUPPORTED_OPERATION", 400, "UNIMPLEMENTED")]
    [InlineData("POST", $"/tasks/{Task}:subscribe", "UNSUPPORTED_OPERATION", 400, "UNIMPLEMENTED")]
    [InlineData("GET", "/extendedAgentCard", "UNSUPPORTED_OPERATION", 400, "UNIMPLEMENTED")]
    [InlineData("GET", "/tasks/a/b", "METHOD_NOT_FOUND", 404, "UNIMPLEMENTED")]
    [InlineData("GET", "/tasks/a/pushNotificationConfigs/b/c", "METHOD_NOT_FOUND", 404, "UNIMPLEMENTED")]
    [InlineData("POST", "/message:say", "METHOD_NOT_FOUND", 404, "UNIMPLEMENTED")]
    [InlineData("POST", "/MESSAGE:send", "METHOD_NOT_FOUND", 404, "UNIMPLEMENTED")]
    [InlineData("GET", "/acme/tasks/a/b", "METHOD_NOT_FOUND", 404, "UNIMPLEMENTED")]
    public async Task An_error_has_the_status_of_the_table_and_its_reason(string method, string path, string reason, int code, string status)
    {
        await using var host = await AgentHost.StartAsync();
        var id = await host.SendAsync();

        var error = await host.RefusedAsync(method, path.Replace(Task, id));

        error.Told().ShouldBe((code, status, reason));
        error["message"]!.ToString().Length.ShouldBeGreaterThan(20);
        error["details"]![0]!["@type"]!.ToString().ShouldBe("type.googleapis.com/google.rpc.ErrorInfo");
        error["details"]![0]!["domain"]!.ToString().ShouldBe("a2a-protocol.org");
    }

    [Theory]
    [InlineData("POST", "/tasks/t/pushNotificationConfigs")]
    [InlineData("GET", "/tasks/t/pushNotificationConfigs")]
    [InlineData("GET", "/tasks/t/pushNotificationConfigs/c")]
    [InlineData("DELETE", "/tasks/t/pushNotificationConfigs/c")]
    public async Task An_agent_that_does_not_push_says_so_before_it_reads(string method, string path)
    {
        await using var host = await AgentHost.StartAsync(push: false);

        (await host.RefusedAsync(method, path, method == "POST" ? "{" : null)).Told().ShouldBe((400, "UNIMPLEMENTED", "PUSH_NOTIFICATION_NOT_SUPPORTED"));
    }

    [Fact]
    public async Task An_agent_that_does_not_stream_says_so()
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.Streaming = false);

        (await host.RefusedAsync("POST", "/message:stream", RestCaller.Hello)).Told().ShouldBe((400, "UNIMPLEMENTED", "UNSUPPORTED_OPERATION"));
        (await host.RefusedAsync("GET", "/tasks/t:subscribe")).Told().Reason.ShouldBe("UNSUPPORTED_OPERATION");
    }

    [Fact]
    public async Task An_extended_card_that_is_announced_and_missing_is_a_failed_precondition()
    {
        await using var host = await AgentHost.StartAsync(card: Cards.Plain with { Capabilities = new AgentCapabilities { ExtendedAgentCard = true } });

        (await host.RefusedAsync("GET", "/extendedAgentCard")).Told().ShouldBe((400, "FAILED_PRECONDITION", "EXTENDED_AGENT_CARD_NOT_CONFIGURED"));
    }

    [Fact]
    public async Task A_required_extension_must_be_named()
    {
        var card = Cards.Plain with { Capabilities = new() { Extensions = [new AgentExtension { Uri = "urn:needed", Required = true }] } };
        await using var host = await AgentHost.StartAsync(card: card);

        using var named = await host.AskAsync("GET", "/tasks", headers: ("A2A-Extensions", "urn:other, urn:needed"));

        named.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.RefusedAsync("GET", "/tasks")).Told().ShouldBe((400, "FAILED_PRECONDITION", "EXTENSION_SUPPORT_REQUIRED"));
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("1.0", HttpStatusCode.OK)]
    [InlineData("1.0.1", HttpStatusCode.OK)]
    [InlineData("2.0", HttpStatusCode.BadRequest)]
    [InlineData("0.2", HttpStatusCode.BadRequest)]
    public async Task A_version_in_header_or_query_must_be_one_that_is_spoken(string version, HttpStatusCode expected)
    {
        await using var host = await AgentHost.StartAsync();

        using var inHeader = await host.AskAsync("GET", "/tasks", headers: ("A2A-Version", version));
        using var inQuery = await host.AskAsync("GET", $"/tasks?A2A-Version={version}");

        inHeader.StatusCode.ShouldBe(expected);
        inQuery.StatusCode.ShouldBe(expected);
        if (expected != HttpStatusCode.OK)
        {
            var error = await RestCaller.ErrorOfAsync(inQuery);
            error.Told().ShouldBe((400, "UNIMPLEMENTED", "VERSION_NOT_SUPPORTED"));
            error["details"]![0]!["metadata"]!["supported"]!.ToString().ShouldContain("1.0");
        }
    }

    [Theory]
    [InlineData("{", "PARSE_ERROR")]
    [InlineData("{\"a\":1,\"a\":2}", "PARSE_ERROR")]
    [InlineData("[]", "INVALID_PARAMS")]
    [InlineData("null", "INVALID_PARAMS")]
    [InlineData("\"x\"", "INVALID_PARAMS")]
    [InlineData("", "INVALID_PARAMS", "message")]
    [InlineData("{}", "INVALID_PARAMS", "message")]
    [InlineData("""{"message":{"role":"ROLE_USER","parts":[{"text":"x"}]}}""", "INVALID_PARAMS", "message.messageId")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[]}}""", "INVALID_PARAMS", "message")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"x"}]}}""", "INVALID_PARAMS", "message.role")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":5}]}}""", "INVALID_PARAMS", "message.parts[0].text")]
    public async Task A_body_that_is_wrong_is_told_with_the_field(string body, string reason, string? field = null)
    {
        await using var host = await AgentHost.StartAsync();

        var error = await host.RefusedAsync("POST", "/message:send", body);

        error.Told().ShouldBe((400, "INVALID_ARGUMENT", reason));
        error.Blamed().ShouldBe(field is null ? [] : [field]);
        if (field is not null)
        {
            error["details"]![1]!["@type"]!.ToString().ShouldBe("type.googleapis.com/google.rpc.BadRequest");
        }
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        await using var host = await AgentHost.StartAsync();
        var deep = RestCaller.Hello.Replace("\"text\":\"hello\"", $"\"data\":{new string('[', 5000)}{new string(']', 5000)}");

        var error = await host.RefusedAsync("POST", "/message:send", deep);

        error.Told().ShouldBe((400, "INVALID_ARGUMENT", "PARSE_ERROR"));
        error["message"]!.ToString().ShouldContain("nests deeper");
    }

    [Theory]
    [InlineData("/tasks/a:cancel", """{"id":"b"}""", "id")]
    [InlineData("/tasks/a:cancel", """{"id":5}""", "id")]
    [InlineData("/tasks/a:subscribe", """{"id":"b"}""", "id")]
    [InlineData("/tasks/a/pushNotificationConfigs", """{"task_id":"b","url":"https://hooks.example/"}""", "taskId")]
    [InlineData("/acme/message:send", """{"tenant":"other"}""", "tenant")]
    [InlineData("/tasks/a/pushNotificationConfigs", "{}", "url")]
    public async Task A_body_must_not_contradict_the_path(string path, string body, string field)
    {
        await using var host = await AgentHost.StartAsync();

        var error = await host.RefusedAsync("POST", path, body);

        error.Told().ShouldBe((400, "INVALID_ARGUMENT", "INVALID_PARAMS"));
        error.Blamed().ShouldBe([field]);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_415(string? contentType)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.AskAsync("POST", "/message:send", RestCaller.Hello, contentType);

        (await RestCaller.ErrorOfAsync(response)).Told().ShouldBe((415, "INVALID_ARGUMENT", "CONTENT_TYPE_NOT_SUPPORTED"));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413()
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.MaxRequestBytes = 2048);

        var error = await host.RefusedAsync("POST", "/message:send", RestCaller.Hello.Replace("hello", new string('x', 3000)));

        error.Told().ShouldBe((413, "INVALID_ARGUMENT", "INVALID_REQUEST"));
        error["message"]!.ToString().ShouldContain("2048 bytes");
    }

    [Theory]
    [InlineData("GET", "/message:send", "POST")]
    [InlineData("PUT", "/tasks", "GET, HEAD")]
    [InlineData("POST", "/tasks/t", "GET, HEAD")]
    [InlineData("GET", "/tasks/t:cancel", "POST")]
    [InlineData("HEAD", "/tasks/t:subscribe", "GET, POST")]
    [InlineData("PATCH", "/tasks/t/pushNotificationConfigs", "POST, GET, HEAD")]
    [InlineData("POST", "/acme/tasks/t/pushNotificationConfigs/c", "GET, HEAD, DELETE")]
    [InlineData("DELETE", "/extendedAgentCard", "GET, HEAD")]
    [InlineData("OPTIONS", "/tasks", "GET, HEAD")]
    public async Task Another_method_is_405_and_told_those_that_there_are(string method, string path, string allowed)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.AskAsync(method, path);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        string.Join(", ", response.Content.Headers.Allow).ShouldBe(allowed);
        if (method != "HEAD")
        {
            (await RestCaller.ErrorOfAsync(response)).Told().ShouldBe((405, "UNIMPLEMENTED", "METHOD_NOT_FOUND"));
        }
    }

    [Theory]
    [InlineData(ErrorRevision.V100, 502, 409, 415)]
    [InlineData(ErrorRevision.V101, 500, 400, 400)]
    public async Task The_release_that_decides_on_statuses_is_an_option(ErrorRevision revision, int wrongAnswer, int notCancelable, int wrongType)
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.ErrorRevision = revision);
        var ended = await host.SendAsync();
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        host.Script.Cancel = (_, _, _) => throw A2AException.InvalidAgentResponse("The agent answered nonsense.");
        var waiting = await host.SendAsync();

        using var typed = await host.AskAsync("POST", "/message:send", RestCaller.Hello, "text/plain");

        (await host.RefusedAsync("POST", $"/tasks/{waiting}:cancel")).Told().ShouldBe((wrongAnswer, "INTERNAL", "INVALID_AGENT_RESPONSE"));
        (await host.RefusedAsync("POST", $"/tasks/{ended}:cancel")).Told().ShouldBe((notCancelable, "FAILED_PRECONDITION", "TASK_NOT_CANCELABLE"));
        ((int)typed.StatusCode).ShouldBe(wrongType);
    }

    [Fact]
    public async Task A_failure_inside_is_500_and_says_nothing_of_itself()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = await host.SendAsync();
        host.Script.Cancel = (_, _, _) => throw new InvalidDataException("hunter2");

        var error = await host.RefusedAsync("POST", $"/tasks/{id}:cancel");

        error.Told().ShouldBe((500, "INTERNAL", "INTERNAL_ERROR"));
        error.ToJsonString().ShouldNotContain("hunter2");
        host.Log.Entries.ShouldContain(entry => entry.Exception is InvalidDataException);
    }

    [Fact]
    public async Task Paths_that_are_not_the_agents_are_left_to_the_host()
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.AskAsync("GET", "/elsewhere");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_of_the_specification_reads_back_as_the_types_of_the_library()
    {
        await using var host = await AgentHost.StartAsync();
        using var response = await host.AskAsync("GET", "/tasks/no");

        var body = A2AJson.Read<HttpErrorBody>(await response.Content.ReadAsByteArrayAsync());

        body.Error.Code.ShouldBe(404);
        body.Error.Details!.ShouldHaveSingleItem().Reason.ShouldBe(A2AErrors.Find(A2AErrorCode.TaskNotFound).Reason);
        JsonNode.Parse(A2AJson.Write(body))!["error"]!["status"]!.ToString().ShouldBe("NOT_FOUND");
    }
}
