using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Configs;

/// <summary>Issue 3: each config operation as curl calls it, good and bad.</summary>
public sealed class ConfigOperationTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private const string Create = "CreateTaskPushNotificationConfig";
    private const string Get = "GetTaskPushNotificationConfig";
    private const string List = "ListTaskPushNotificationConfigs";
    private const string Delete = "DeleteTaskPushNotificationConfig";
    private const string Hook = "http://127.0.0.1:9/webhook";
    private const int TaskNotFound = -32001;
    private const int InvalidParams = -32602;

    private RawCaller Raw => fixture.Raw;

    private HandlerAgent Agent => fixture.Agent;

    [Fact]
    public async Task Config_is_created_read_listed_and_deleted()
    {
        var task = await Agent.BeginAsync();

        var created = await Raw.ResultAsync(Create, $$"""{"taskId":"{{task}}","id":"mine","url":"{{Hook}}","token":"secret-of-mine"}""");
        var read = await Raw.ResultAsync(Get, $$"""{"taskId":"{{task}}","id":"mine"}""");
        var listed = await Raw.ResultAsync(List, $$"""{"taskId":"{{task}}"}""");
        var deleted = await Raw.ResultAsync(Delete, $$"""{"taskId":"{{task}}","id":"mine"}""");
        var left = await Raw.ResultAsync(List, $$"""{"taskId":"{{task}}"}""");

        created.ToJsonString().ShouldBe($$"""{"id":"mine","taskId":"{{task}}","url":"{{Hook}}","token":"secret-of-mine"}""");
        JsonNode.DeepEquals(read, created).ShouldBeTrue(read.ToString());
        JsonNode.DeepEquals(listed["configs"]!.AsArray().ShouldHaveSingleItem(), created).ShouldBeTrue(listed.ToString());
        deleted.ToJsonString().ShouldBe("{}");
        left["configs"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Config_without_an_id_gets_one()
    {
        var task = await Agent.BeginAsync();

        var created = await Raw.ResultAsync(Create, $$"""{"taskId":"{{task}}","url":"{{Hook}}"}""");

        var id = (string?)created["id"];
        id.ShouldNotBeNullOrEmpty();
        var read = await Raw.ResultAsync(Get, $$"""{"taskId":"{{task}}","id":"{{id}}"}""");
        JsonNode.DeepEquals(read, created).ShouldBeTrue(read.ToString());
    }

    [Fact]
    public async Task Config_created_again_replaces_the_one_of_its_id_and_shows_no_credentials()
    {
        var task = await Agent.BeginAsync();
        await Raw.ResultAsync(Create, $$"""{"taskId":"{{task}}","id":"mine","url":"{{Hook}}"}""");

        var replaced = await Raw.ResultAsync(
            Create, $$$"""{"taskId":"{{{task}}}","id":"mine","url":"{{{Hook}}}2","authentication":{"scheme":"Bearer","credentials":"c0nfidential"}}""");

        var listed = await Raw.ResultAsync(List, $$"""{"taskId":"{{task}}"}""");
        ((string?)listed["configs"]!.AsArray().ShouldHaveSingleItem()!["url"]).ShouldBe(Hook + "2");
        replaced.ToJsonString().ShouldNotContain("c0nfidential");
        listed.ToJsonString().ShouldNotContain("c0nfidential");
    }

    [Theory]
    [InlineData(Create, """{"taskId":"no-such-task","url":"http://127.0.0.1:9/webhook"}""")]
    [InlineData(Get, """{"taskId":"no-such-task","id":"mine"}""")]
    [InlineData(List, """{"taskId":"no-such-task"}""")]
    [InlineData(Delete, """{"taskId":"no-such-task","id":"mine"}""")]
    public async Task Operation_on_an_unknown_task_says_which_was_not_found(string method, string parameters)
    {
        var error = await Raw.RefusedAsync(method, parameters, TaskNotFound, "Task 'no-such-task'");

        error.ToJsonString().ShouldContain("TASK_NOT_FOUND");
    }

    [Fact]
    public async Task Reading_an_unknown_config_says_which_was_not_found()
    {
        var task = await Agent.BeginAsync();

        await Raw.RefusedAsync(Get, $$"""{"taskId":"{{task}}","id":"nobody"}""", TaskNotFound, $"Task '{task}' with a push notification config 'nobody' was not found");
    }

    [Fact]
    public async Task Deleting_an_unknown_config_and_deleting_twice_is_no_error()
    {
        var task = await Agent.BeginAsync();
        await Raw.ResultAsync(Create, $$"""{"taskId":"{{task}}","id":"mine","url":"{{Hook}}"}""");

        await Raw.ResultAsync(Delete, $$"""{"taskId":"{{task}}","id":"nobody"}""");
        await Raw.ResultAsync(Delete, $$"""{"taskId":"{{task}}","id":"mine"}""");
        await Raw.ResultAsync(Delete, $$"""{"taskId":"{{task}}","id":"mine"}""");

        await Raw.RefusedAsync(Get, $$"""{"taskId":"{{task}}","id":"mine"}""", TaskNotFound, "'mine' was not found");
    }

    [Theory]
    [InlineData(Create, "{}", "url is required and missing")]
    [InlineData(Create, """{"taskId":"TASK"}""", "url is required and missing")]
    [InlineData(Create, """{"url":"http://127.0.0.1:9/webhook"}""", "taskId: is empty")]
    [InlineData(Get, """{"taskId":"TASK"}""", "id is required and missing")]
    [InlineData(Get, """{"id":"mine"}""", "taskId is required and missing")]
    [InlineData(Get, """{"taskId":"TASK","id":""}""", "id: is empty")]
    [InlineData(List, "{}", "taskId is required and missing")]
    [InlineData(Delete, """{"taskId":"TASK"}""", "id is required and missing")]
    [InlineData(Delete, """{"id":"mine"}""", "taskId is required and missing")]
    public async Task Operation_without_a_field_that_it_needs_names_the_field(string method, string parameters, string message)
    {
        var task = await Agent.BeginAsync();

        await Raw.RefusedAsync(method, parameters.Replace("TASK", task, StringComparison.Ordinal), InvalidParams, message);
    }

    [Theory]
    [InlineData(Create, """{"taskId":1,"url":"http://127.0.0.1:9/webhook"}""", "taskId must be a string, found 1")]
    [InlineData(Create, """{"taskId":"TASK","url":["http://127.0.0.1:9/webhook"]}""", "url must be a string, found [")]
    [InlineData(Create, """{"taskId":"TASK","url":null}""", "url must not be null")]
    [InlineData(Create, """{"taskId":"TASK","url":"http://127.0.0.1:9/webhook","token":{}}""", "token must be a string, found {}")]
    [InlineData(Create, """{"taskId":"TASK","url":"http://127.0.0.1:9/webhook","authentication":"Bearer x"}""", "authentication must be an object")]
    [InlineData(Create, """{"taskId":"TASK","url":"http://127.0.0.1:9/webhook","authentication":{}}""", "authentication.scheme is required and missing")]
    [InlineData(Get, """{"taskId":"TASK","id":true}""", "id must be a string, found true")]
    [InlineData(List, """{"taskId":"TASK","pageSize":"ten"}""", "pageSize must be an integer, found \"ten\"")]
    [InlineData(List, """{"taskId":"TASK","pageSize":101}""", "pageSize: is 101")]
    [InlineData(Delete, """{"taskId":{},"id":"mine"}""", "taskId must be a string, found {}")]
    public async Task Operation_with_a_field_of_the_wrong_type_names_the_field_and_what_was_found(string method, string parameters, string message)
    {
        var task = await Agent.BeginAsync();

        await Raw.RefusedAsync(method, parameters.Replace("TASK", task, StringComparison.Ordinal), InvalidParams, message);
    }

    [Theory]
    [InlineData("webhook", "url: ")]
    [InlineData("ftp://127.0.0.1/webhook", "url: ")]
    [InlineData("http://10.0.0.1/webhook", "url: ")]
    [InlineData("http://169.254.169.254/latest", "url: ")]
    [InlineData("http://user:word@127.0.0.1/webhook", "url: ")]
    public async Task Webhook_that_may_not_be_called_is_refused_at_creation(string url, string message)
    {
        var task = await Agent.BeginAsync();

        await Raw.RefusedAsync(Create, $$"""{"taskId":"{{task}}","url":"{{url}}"}""", InvalidParams, message);

        (await Raw.ResultAsync(List, $$"""{"taskId":"{{task}}"}"""))["configs"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"scheme":"standard-webhooks","credentials":"whsec_x"}""", "authentication.scheme: ")]
    [InlineData("""{"scheme":"bearer"}""", "authentication.credentials: ")]
    public async Task Signed_notifications_are_refused_as_long_as_nothing_is_signed(string authentication, string message)
    {
        var task = await Agent.BeginAsync();

        await Raw.RefusedAsync(Create, $$"""{"taskId":"{{task}}","url":"{{Hook}}","authentication":{{authentication}}}""", InvalidParams, message);
    }

    [Fact]
    public async Task Every_operation_works_on_a_task_that_has_ended()
    {
        var task = await Agent.BeginAsync();
        await Agent.WaitForEndAsync(task);

        await Raw.ResultAsync(Create, $$"""{"taskId":"{{task}}","id":"mine","url":"{{Hook}}"}""");
        await Raw.ResultAsync(Get, $$"""{"taskId":"{{task}}","id":"mine"}""");
        (await Raw.ResultAsync(List, $$"""{"taskId":"{{task}}"}"""))["configs"]!.AsArray().Count.ShouldBe(1);
        await Raw.ResultAsync(Delete, $$"""{"taskId":"{{task}}","id":"mine"}""");
    }

    [Fact]
    public async Task Unknown_method_says_which()
    {
        await Raw.RefusedAsync("SetTaskPushNotificationConfig", "{}", -32601, "SetTaskPushNotificationConfig");
    }
}
