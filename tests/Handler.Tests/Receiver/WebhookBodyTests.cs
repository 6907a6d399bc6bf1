using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Handler.Receiver.Inbox;

namespace Handler.Tests.Receiver;

/// <summary>Whatever bytes come, the answer is one of the table's and what was taken can be read.</summary>
public sealed class WebhookBodyTests
{
    private static readonly string[] Seeds =
    [
        Pushes.Completed("t"),
        """{"task":{"id":"t","contextId":"c","status":{"state":"TASK_STATE_WORKING","message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"\ud83d\ude00 ä"}]}},"artifacts":[{"artifactId":"a","parts":[{"data":{"n":1e10}}]}]}}""",
        """{"id":"t","status":{"state":"completed","message":"done"},"context_id":"c","final":true}""",
        """{"kind":"artifact-update","taskId":"t","artifact":{"parts":[{"kind":"text","text":"x"}]}}""",
    ];

    private static readonly string[] Hostile =
    [
        "\\ud83d", "\\udc00", "\\u", "\\", "\"", "{", "}", "[", "]", ":", ",", "NaN", "1e999999", "-0", "null", "\u0000", "\ufeff",
        "\"task\":", "\"message\":", "\"status\":7", "\"id\":[]", "\"parts\":{}", "\"text\":\"\\udfff\"", "\"state\":1e400", "\"state\":2147483648",
    ];

    [Fact]
    public async Task No_mutated_push_is_answered_with_a_500()
    {
        await using var host = await ReceiverHost.StartAsync();

        Prop.ForAll(Arb.From(Mutants()), body => IsAnswered(host, body)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task No_random_bytes_are_answered_with_a_500()
    {
        await using var host = await ReceiverHost.StartAsync();

        Prop.ForAll<byte[]>(body => IsAnswered(host, body)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_taken_can_be_read_to_its_last_string() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5000),
            Prop.ForAll(Arb.From(Mutants()), body =>
            {
                if (TryRead(body) is not { } push)
                {
                    return;
                }

                ReadStrings(push.Payload);
                _ = (push.Text, push.Update, push.State.IsFinal, push.ToString());
            }));

    private static bool IsAnswered(ReceiverHost host, byte[] body)
    {
        var answer = host.PostAsync(body).GetAwaiter().GetResult();
        var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return ((int)answer.StatusCode, text) is
            (200, """{"status":"ok","received":true}""")
            or (400, """{"error":"Invalid JSON"}""")
            or (400, """{"error":"Payload must be a JSON object"}""");
    }

    private static ReceivedNotification? TryRead(byte[] body)
    {
        try
        {
            return ReceivedNotification.Read(Pushes.Noon, body, new Dictionary<string, string>(), TokenState.None);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void ReadStrings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    property.Name.ShouldNotBeNull();
                    ReadStrings(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadStrings(item);
                }

                break;
            case JsonValueKind.String:
                element.GetString().ShouldNotBeNull();
                break;
        }
    }

    /// <summary>A good push with a few places replaced by, or filled with, something hostile.</summary>
    private static Gen<byte[]> Mutants()
    {
        var mutation =
            from at in Gen.Choose(0, 10_000)
            from cut in Gen.Choose(0, 12)
            from fill in Gen.OneOf(
                Gen.Elements(Hostile).Select(Encoding.UTF8.GetBytes),
                Gen.Choose(0, 255).Select(value => new[] { (byte)value }),
                Gen.Constant(Array.Empty<byte>()))
            select (at, cut, fill);
        return
            from seed in Gen.Elements(Seeds)
            from mutations in mutation.ListOf().Resize(4)
            select mutations.Aggregate(Encoding.UTF8.GetBytes(seed), (body, change) => Mutate(body, change.at, change.cut, change.fill));
    }

    private static byte[] Mutate(byte[] body, int at, int cut, byte[] fill)
    {
        var start = body.Length == 0 ? 0 : at % body.Length;
        return [.. body[..start], .. fill, .. body[Math.Min(body.Length, start + cut)..]];
    }
}
