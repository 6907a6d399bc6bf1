using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.Receiver.Inbox;
using Handler.Tests.Architecture;

namespace Handler.Tests.Receiver.Inbox;

/// <summary>Where the task, the state and the text stand in each dialect.</summary>
public sealed class NotificationParserTests
{
    [Theory]
    [InlineData("""{"task":{"id":"t","contextId":"c","status":{"state":"TASK_STATE_WORKING"}}}""", NotificationKind.Task, "t", "c", "working")]
    [InlineData("""{"statusUpdate":{"taskId":"t","contextId":"c","status":{"state":"TASK_STATE_INPUT_REQUIRED"}}}""", NotificationKind.Status, "t", "c", "input-required")]
    [InlineData("""{"status_update":{"task_id":"t","context_id":"c","status":{"state":"TASK_STATE_FAILED"}}}""", NotificationKind.Status, "t", "c", "failed")]
    [InlineData("""{"artifactUpdate":{"taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[]}}}""", NotificationKind.Artifact, "t", "c", null)]
    [InlineData("""{"artifact_update":{"task_id":"t"}}""", NotificationKind.Artifact, "t", null, null)]
    [InlineData("""{"message":{"messageId":"m","taskId":"t","contextId":"c","parts":[]}}""", NotificationKind.Message, "t", "c", null)]
    [InlineData("""{"message":{"message_id":"m","task_id":"t"}}""", NotificationKind.Message, "t", null, null)]
    [InlineData("""{"message":{"messageId":"m"}}""", NotificationKind.Message, null, null, null)]
    [InlineData("""{"kind":"task","id":"t","contextId":"c","status":{"state":"input-required"}}""", NotificationKind.Task, "t", "c", "input-required")]
    [InlineData("""{"kind":"status-update","taskId":"t","status":{"state":"completed"},"final":true}""", NotificationKind.Status, "t", null, "completed")]
    [InlineData("""{"kind":"artifact-update","taskId":"t"}""", NotificationKind.Artifact, "t", null, null)]
    [InlineData("""{"kind":"message","taskId":"t"}""", NotificationKind.Message, "t", null, null)]
    [InlineData("""{"type":"TaskStatusUpdateEvent","taskId":"t","status":{"state":"auth_required"}}""", NotificationKind.Status, "t", null, "auth-required")]
    [InlineData("""{"eventType":"taskUpdate","taskId":"t","status":"working"}""", NotificationKind.Status, "t", null, "working")]
    [InlineData("""{"id":"t","status":{"state":"working"}}""", NotificationKind.Task, "t", null, "working")]
    [InlineData("""{"taskId":"t","artifact":{}}""", NotificationKind.Artifact, "t", null, null)]
    [InlineData("""{"id":"","taskId":"t"}""", NotificationKind.Unknown, "t", null, null)]
    [InlineData("""{"id":null,"task_id":"t"}""", NotificationKind.Unknown, "t", null, null)]
    [InlineData("""{"id":7,"taskId":"t"}""", NotificationKind.Unknown, "t", null, null)]
    [InlineData("""{"id":"t","taskId":"u"}""", NotificationKind.Unknown, "t", null, null)]
    [InlineData("""{"kind":"status-update","id":"event","taskId":"t"}""", NotificationKind.Status, "t", null, null)]
    [InlineData("""{"task":"no object","id":"t"}""", NotificationKind.Unknown, "t", null, null)]
    [InlineData("""{"task":{"status":{"state":3}},"taskId":"t"}""", NotificationKind.Task, "t", null, "completed")]
    [InlineData("""{"taskId":"t","status":{"state":99}}""", NotificationKind.Status, "t", null, null)]
    [InlineData("""{"taskId":"t","status":{"state":["working"]}}""", NotificationKind.Status, "t", null, null)]
    [InlineData("""{}""", NotificationKind.Unknown, null, null, null)]
    public void Task_context_and_state_are_found(string body, NotificationKind kind, string? task, string? context, string? state)
    {
        var push = Pushes.Of(body);

        push.Kind.ShouldBe(kind);
        push.TaskId.ShouldBe(task);
        push.ContextId.ShouldBe(context);
        push.State.Name.ShouldBe(state);
    }

    [Fact]
    public void The_first_seeds_example_is_read()
    {
        var push = Pushes.Of("""
            {
              "id": "task-abc123-def456",
              "status": {
                "state": "completed",
                "message": "Task finished successfully"
              },
              "context_id": "ctx-xyz789"
            }
            """);

        push.Kind.ShouldBe(NotificationKind.Task);
        push.TaskId.ShouldBe("task-abc123-def456");
        push.ContextId.ShouldBe("ctx-xyz789");
        push.State.IsTerminal.ShouldBeTrue();
        push.Text.ShouldBe("Task finished successfully");
        push.Update.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"message":{"parts":[{"text":"a"},{"data":{}},{"kind":"text","text":"b"}]}}""", "a\nb")]
    [InlineData("""{"statusUpdate":{"status":{"message":{"parts":[{"text":"a"}]}}}}""", "a")]
    [InlineData("""{"artifactUpdate":{"artifact":{"parts":[{"text":"a"}]}}}""", "a")]
    [InlineData("""{"task":{"artifacts":[{"parts":[{"text":"a"}]},{"parts":[{"text":"b"}]}]}}""", "a\nb")]
    [InlineData("""{"task":{"status":{"message":{"parts":[{"text":"said"}]}},"artifacts":[{"parts":[{"text":"made"}]}]}}""", "said")]
    [InlineData("""{"message":{"parts":[{"text":"cut \ud83d"}]}}""", "cut \ufffd")]
    [InlineData("""{"message":{"parts":["text",7,null,[]]}}""", null)]
    [InlineData("""{"statusUpdate":{"status":{"state":"TASK_STATE_WORKING"}}}""", null)]
    public void The_text_is_found(string body, string? text) => Pushes.Of(body).Text.ShouldBe(text);

    [Fact]
    public void An_update_of_1_0_is_read_whole()
    {
        var push = Pushes.Of(Pushes.Completed("t"));

        push.Update!.StatusUpdate!.Status.State.ShouldBe(TaskState.Completed);
        push.Update.ShouldBeSameAs(push.Update);
    }

    [Theory]
    [InlineData("v03/task")]
    [InlineData("v03/status-update")]
    [InlineData("v03/artifact-update")]
    [InlineData("v03/message")]
    [InlineData("legacy/task-status-update-event")]
    [InlineData("legacy/task-artifact-update-event")]
    public void An_update_of_an_older_dialect_is_read_in_the_terms_of_1_0(string golden)
    {
        var push = Pushes.Of(File.ReadAllText(Path.Combine(Repository.Root, "tests/Handler.Tests/Protocol/Golden", golden + ".json")));

        var update = push.Update.ShouldNotBeNull();
        update.TaskId.ShouldBe(push.TaskId);
        (update.State ?? TaskState.Unspecified).ShouldBe(push.State.Value);
    }

    [Theory]
    [InlineData("""{"kind":"task","id":"t"}""")]
    [InlineData("""{"kind":"news","id":"t"}""")]
    [InlineData("""{"type":"TaskStatusUpdateEvent","taskId":"t"}""")]
    public void What_lacks_what_its_dialect_requires_is_no_update(string body) => Pushes.Of(body).Update.ShouldBeNull();

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""", "\ud83d\ude00")]
    [InlineData("""{"a":"\uD83D\uDE00"}""", "\ud83d\ude00")]
    [InlineData("""{"a":"\ud83d"}""", "\ufffd")]
    [InlineData("""{"a":"\ude00\ud83d"}""", "\ufffd\ufffd")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", "\ufffd\ud83d\ude00")]
    [InlineData("""{"a":"\\ud83d"}""", "\\ud83d")]
    [InlineData("""{"a":"\\\ud83d"}""", "\\\ufffd")]
    [InlineData("""{"a":"\ud83d\n\ude00"}""", "\ufffd\n\ufffd")]
    [InlineData("""{"a":"\ud83d\u0041"}""", "\ufffdA")]
    public void A_surrogate_that_stands_alone_becomes_a_replacement_character(string body, string text) =>
        Pushes.Of(body).Payload.GetProperty("a").GetString().ShouldBe(text);

    [Fact]
    public void The_headers_tell_of_the_delivery()
    {
        var push = Pushes.Of(
            "{}",
            ("Webhook-Id", "msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17"),
            (WebhookHeaders.EventSequence, "17"),
            (WebhookHeaders.EventPrevious, "12"),
            (WebhookHeaders.DeliveryAttempt, "3"),
            (WebhookHeaders.Redelivery, "1"));

        push.DeliveryId.ShouldBe("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17");
        push.Sequence.ShouldBe(17);
        push.Previous.ShouldBe(12);
        push.PreviousDeliveryId.ShouldBe("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_12");
        push.Attempt.ShouldBe(3);
        push.IsRedelivery.ShouldBeTrue();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("99999999999999999999")]
    [InlineData("x")]
    [InlineData("")]
    public void A_number_in_a_header_that_is_none_is_not_told(string value)
    {
        var push = Pushes.Of(
            "{}", (WebhookHeaders.EventSequence, value), (WebhookHeaders.EventPrevious, value), (WebhookHeaders.DeliveryAttempt, value));

        push.Sequence.ShouldBeNull();
        push.Previous.ShouldBeNull();
        push.Attempt.ShouldBeNull();
    }

    [Fact]
    public void A_delivery_id_of_more_than_256_characters_is_not_remembered()
    {
        Pushes.WithId("t", new string('x', 256)).DeliveryId.ShouldNotBeNull();
        Pushes.WithId("t", new string('x', 257)).DeliveryId.ShouldBeNull();
    }
}
