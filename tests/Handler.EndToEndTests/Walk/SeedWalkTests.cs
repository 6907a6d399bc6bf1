using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>The walk of the first seed, typed as it stands there: a webhook server, an agent, a message, a registration, the list.</summary>
public sealed class SeedWalkTests
{
    [Fact]
    public async Task Webhook_server_shows_the_updates_of_a_task_that_was_begun_and_registered_on_the_command_line()
    {
        using var port = new ReservedPort();
        await using var push = await PushServer.StartAsync(port, "--token", "a-token-of-this-walk");
        await using var agent = await HandlerAgent.StartAsync(steps: 3, "300ms");

        var sent = await HandlerProcess.RunAsync(0, "message", "send", "--url", agent.Url, "Process this data", "--wait", "0");
        var task = Value(sent, "Task ID");
        var set = await HandlerProcess.RunAsync(
            0, "task", "set-notification", "--url", agent.Url, "--task-id", task, "--webhook-url", $"{push.Url}/webhook", "--webhook-token", "a-token-of-this-walk");
        var listed = await push.WaitForEndAsync(task);

        Value(sent, "State").ShouldBeOneOf("submitted", "working");
        Value(sent, "Context ID").ShouldNotBeEmpty();
        set.Split('\n')[0].ShouldBe("Push notification config set");
        Value(set, "Task ID").ShouldBe(task);
        Value(set, "Webhook URL").ShouldBe($"{push.Url}/webhook");
        Value(set, "Token").ShouldBe("a-to...");
        Value(set, "Config ID").ShouldBe("default");
        set.ShouldNotContain("a-token-of-this-walk");
        var pushes = listed["notifications"]!.AsArray();
        ((int?)listed["count"]).ShouldBe(pushes.Count);
        pushes.ShouldAllBe(one => (string?)one!["task_id"] == task && one["timestamp"] != null && one["payload"] != null);

        await push.Process.WaitForLineAsync(line => line == "State: completed", "the end of the task");
        push.Process.Text.ShouldContain($"Push Notification Received\nTimestamp: ");
        push.Process.Text.ShouldContain($"\nTask ID: {task}\nState: completed\nToken: present (verified)\n");
    }

    [Fact]
    public async Task Registration_is_shown_listed_and_deleted_on_the_command_line()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms");
        var task = await agent.BeginAsync();
        string[] where = ["--url", agent.Url, "--task-id", task];
        await HandlerProcess.RunAsync(0, ["task", "set-notification", .. where, "--webhook-url", "http://127.0.0.1:9/webhook"]);

        var shown = await HandlerProcess.RunAsync(0, ["task", "get-notification", .. where]);
        var listed = await HandlerProcess.RunAsync(0, ["task", "list-notifications", .. where]);
        var deleted = await HandlerProcess.RunAsync(0, ["task", "delete-notification", .. where, "--config-id", "default"]);
        await HandlerProcess.RunAsync(1, ["task", "delete-notification", .. where, "--config-id", "default"]);

        shown.Split('\n')[0].ShouldBe("Push Notification Config");
        Value(shown, "Webhook URL").ShouldBe("http://127.0.0.1:9/webhook");
        listed.ShouldContain("default");
        deleted.ShouldContain("Push notification config deleted");
    }

    private static string Value(string text, string label)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(label + ": ", StringComparison.Ordinal));
        return line.ShouldNotBeNull($"There is no line '{label}:' in\n{text}")[(label.Length + 2)..];
    }
}
