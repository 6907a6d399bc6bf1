using System.Globalization;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>Query parameters: their names, their kinds, and what is wrong with them.</summary>
public sealed class RestQueryTests
{
    [Fact]
    public async Task Each_filter_of_the_list_filters()
    {
        await using var host = await AgentHost.StartAsync();
        var first = await host.SendAsync("one");
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("report", "text", cancel);
            await task.RequireInputAsync("which one?", cancel);
        };
        var second = await host.SendAsync("two");
        var context = (await host.RestAsync("GET", $"/tasks/{second}"))["contextId"]!.ToString();
        var later = DateTimeOffset.UnixEpoch.AddYears(200).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        (await IdsAsync(host, "")).ShouldBe([second, first]);
        (await IdsAsync(host, $"?contextId={context}")).ShouldBe([second]);
        (await IdsAsync(host, "?status=TASK_STATE_COMPLETED")).ShouldBe([first]);
        (await IdsAsync(host, "?status=TASK_STATE_UNSPECIFIED")).ShouldBe([second, first]);
        (await IdsAsync(host, $"?statusTimestampAfter={later}")).ShouldBeEmpty();
        (await IdsAsync(host, "?statusTimestampAfter=2020-01-01T00:00:00%2B02:00")).ShouldBe([second, first]);
        (await IdsAsync(host, "?contextId=&status=&pageSize=&pageToken=")).ShouldBe([second, first]);
        (await host.RestAsync("GET", "/tasks?includeArtifacts=true"))["tasks"]![0]!["artifacts"].ShouldNotBeNull();
        (await host.RestAsync("GET", "/tasks?includeArtifacts=false"))["tasks"]![0]!["artifacts"].ShouldBeNull();
        (await host.RestAsync("GET", "/tasks?historyLength=0"))["tasks"]![0]!["history"].ShouldBeNull();
    }

    [Fact]
    public async Task Pages_follow_one_another_by_their_token()
    {
        await using var host = await AgentHost.StartAsync();
        string[] ids = [await host.SendAsync("one"), await host.SendAsync("two"), await host.SendAsync("three")];

        var first = await host.RestAsync("GET", "/tasks?pageSize=2");
        var rest = await host.RestAsync("GET", $"/tasks?pageSize=2&pageToken={Uri.EscapeDataString(first["nextPageToken"]!.ToString())}");

        ((int)first["pageSize"]!).ShouldBe(2);
        first["tasks"]!.AsArray().Concat(rest["tasks"]!.AsArray()).Select(task => task!["id"]!.ToString()).ShouldBe(ids, ignoreOrder: true);
        rest["nextPageToken"]!.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/tasks?status=working", "status", "TASK_STATE_WORKING")]
    [InlineData("/tasks?status=2", "status", "TASK_STATE_WORKING")]
    [InlineData("/tasks?pageSize=ten", "pageSize", "must be an integer, found \"ten\"")]
    [InlineData("/tasks?pageSize=1.5", "pageSize", "must be an integer")]
    [InlineData("/tasks?pageSize=99999999999", "pageSize", "must be an integer")]
    [InlineData("/tasks?pageSize=0", "pageSize", "1 to 100")]
    [InlineData("/tasks?pageSize=101", "pageSize", "1 to 100")]
    [InlineData("/tasks?pageSize=1&pageSize=2", "pageSize", "2 times")]
    [InlineData("/tasks?pageSize=1&page_size=2", "pageSize", "2 times")]
    [InlineData("/tasks?pageToken=nonsense!", "pageToken", "no token of this list")]
    [InlineData("/tasks?historyLength=-1", "historyLength", "is -1")]
    [InlineData("/tasks?includeArtifacts=yes", "includeArtifacts", "must be true or false, found \"yes\"")]
    [InlineData("/tasks?statusTimestampAfter=yesterday", "statusTimestampAfter", "is no RFC 3339 time")]
    [InlineData("/tasks/t?historyLength=many", "historyLength", "must be an integer")]
    [InlineData("/tasks/t?id=u", "id", "the path says 't'")]
    [InlineData("/acme/tasks/t?tenant=other", "tenant", "the path says 'acme'")]
    [InlineData("/tasks/t/pushNotificationConfigs?pageSize=x", "pageSize", "must be an integer")]
    [InlineData("/tasks/t/pushNotificationConfigs?pageToken=x", "pageToken", "no token of this list")]
    public async Task What_is_wrong_is_400_with_the_name_of_the_parameter(string path, string field, string said)
    {
        await using var host = await AgentHost.StartAsync();

        var error = await host.RefusedAsync("GET", path);

        error.Told().ShouldBe((400, "INVALID_ARGUMENT", "INVALID_PARAMS"));
        error.Blamed().ShouldBe([field]);
        error["message"]!.ToString().ShouldContain(said);
    }

    private static async Task<string[]> IdsAsync(AgentHost host, string query) =>
        [.. (await host.RestAsync("GET", $"/tasks{query}"))["tasks"]!.AsArray().Select(task => task!["id"]!.ToString())];
}
