using System.Text;
using System.Text.Json;
using FsCheck;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class RoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(100);

    [Fact]
    public void An_update_read_from_what_was_written_is_the_same() => CheckRoundTrip<StreamResponse>();

    [Fact]
    public void A_task_read_from_what_was_written_is_the_same() => CheckRoundTrip<AgentTask>();

    [Fact]
    public void A_card_read_from_what_was_written_is_the_same() => CheckRoundTrip<AgentCard>();

    [Fact]
    public void Requests_and_answers_read_from_what_was_written_are_the_same()
    {
        CheckRoundTrip<SendMessageRequest>();
        CheckRoundTrip<SendMessageResponse>();
        CheckRoundTrip<GetTaskRequest>();
        CheckRoundTrip<ListTasksRequest>();
        CheckRoundTrip<ListTasksResponse>();
        CheckRoundTrip<CancelTaskRequest>();
        CheckRoundTrip<SubscribeToTaskRequest>();
        CheckRoundTrip<TaskPushNotificationConfig>();
        CheckRoundTrip<GetTaskPushNotificationConfigRequest>();
        CheckRoundTrip<DeleteTaskPushNotificationConfigRequest>();
        CheckRoundTrip<ListTaskPushNotificationConfigsRequest>();
        CheckRoundTrip<ListTaskPushNotificationConfigsResponse>();
        CheckRoundTrip<GetExtendedAgentCardRequest>();
    }

    [Fact]
    public void Text_survives_whatever_is_in_it() =>
        WireMaker.Holds<Part>(part =>
        {
            var again = A2AJson.Read<Part>(A2AJson.Write(part));
            return again.Text == part.Text && again.Url == part.Url && again.Filename == part.Filename
                && (again.Raw ?? default).Span.SequenceEqual((part.Raw ?? default).Span);
        }).Check(Many);

    [Fact]
    public void Numbers_keep_their_exact_text()
    {
        var json = """{"data":[1.0,1e3,123456789012345678901234567890,-0.0]}""";

        Encoding.UTF8.GetString(A2AJson.Write(A2AJson.Read<Part>(Encoding.UTF8.GetBytes(json)))).ShouldBe(json);
    }

    [Fact]
    public void A_data_part_that_is_null_is_not_a_part_without_data()
    {
        var part = A2AJson.Read<Part>("""{"data":null}"""u8);

        part.Data!.Value.ValueKind.ShouldBe(JsonValueKind.Null);
        Encoding.UTF8.GetString(A2AJson.Write(part)).ShouldBe("""{"data":null}""");
    }

    [Theory]
    [InlineData("2026-03-01T18:30:45Z", "2026-03-01T18:30:45.000Z")]
    [InlineData("2026-03-01T18:30:45.123456789Z", "2026-03-01T18:30:45.123Z")]
    [InlineData("2026-03-01T18:30:45.9999Z", "2026-03-01T18:30:45.999Z")]
    [InlineData("2026-03-01t18:30:45.1+02:00", "2026-03-01T16:30:45.100Z")]
    [InlineData("2026-03-01 18:30:45-00:30", "2026-03-01T19:00:45.000Z")]
    [InlineData("2026-03-01T18:30:45.123456", "2026-03-01T18:30:45.123Z")]
    public void Times_are_read_with_any_offset_and_written_in_utc_with_milliseconds(string read, string written)
    {
        var status = A2AJson.Read<AgentTaskStatus>(Encoding.UTF8.GetBytes($$"""{"state":"TASK_STATE_WORKING","timestamp":"{{read}}"}"""));

        Encoding.UTF8.GetString(A2AJson.Write(status)).ShouldBe($$"""{"state":"TASK_STATE_WORKING","timestamp":"{{written}}"}""");
    }

    [Fact]
    public void Nothing_is_escaped_but_what_json_demands()
    {
        var part = Part.FromText("\"\\/\b\f\n\r\t\u0001\u001f\u007f'<>&+é\u00a0\u2028中😀\ufeff");

        Encoding.UTF8.GetString(A2AJson.Write(part)).ShouldBe(
            "{\"text\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007f'<>&+é\u00a0\u2028中😀\ufeff\"}");
    }

    [Fact]
    public void Escapes_inside_free_values_are_undone_when_written_again()
    {
        var part = A2AJson.Read<Part>("""{"data":{"\u00e9\u0027":"\ud83d\ude00\/"}}"""u8);

        Encoding.UTF8.GetString(A2AJson.Write(part)).ShouldBe("""{"data":{"é'":"😀/"}}""");
    }

    [Theory]
    [InlineData("cut\ud83d")]
    [InlineData("\ude00cut")]
    [InlineData("a\ud83db")]
    public void Half_a_surrogate_pair_in_a_string_of_ours_is_replaced_and_not_thrown(string text)
    {
        var again = A2AJson.Read<Part>(A2AJson.Write(Part.FromText(text)));

        again.Text.ShouldBe(text.Replace('\ud83d', '\ufffd').Replace('\ude00', '\ufffd'));
    }

    [Fact]
    public void Long_text_with_escapes_is_written_whole()
    {
        var text = string.Concat(Enumerable.Repeat("line \"x\"\n😀\t", 20_000));

        A2AJson.Read<Part>(A2AJson.Write(Part.FromText(text))).Text.ShouldBe(text);
    }

    [Fact]
    public void What_an_older_sdk_leaves_out_of_a_list_counts_as_empty()
    {
        var tasks = A2AJson.Read<ListTasksResponse>("{}"u8);
        var configs = A2AJson.Read<ListTaskPushNotificationConfigsResponse>("{}"u8);

        (tasks.Tasks.Count, tasks.NextPageToken, configs.Configs.Count).ShouldBe((0, "", 0));
        Encoding.UTF8.GetString(A2AJson.Write(tasks)).ShouldBe("""{"tasks":[],"nextPageToken":"","pageSize":0,"totalSize":0}""");
    }

    [Fact]
    public void A_null_flag_is_false()
    {
        var update = A2AJson.Read<TaskArtifactUpdateEvent>(
            """{"taskId":"t","contextId":"c","append":null,"artifact":{"artifactId":"a","parts":[{"text":""}]}}"""u8);

        update.Append.ShouldBeFalse();
    }

    private static void CheckRoundTrip<T>()
        where T : notnull =>
        WireMaker.Holds<T>(value =>
        {
            var written = A2AJson.Write(value);
            return CanonicalJson.Of(A2AJson.Write(A2AJson.Read<T>(written))) == CanonicalJson.Of(written);
        }).Check(Many);
}
