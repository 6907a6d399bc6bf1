using System.Text;
using FsCheck;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class UnknownFieldsTests
{
    private const string Json =
        """{"task":{"id":"t","newTop":{"b":null},"status":{"state":"TASK_STATE_WORKING","newInner":[1,2.0]}},"newest":"x"}""";

    [Fact]
    public void A_client_keeps_fields_it_does_not_know()
    {
        var update = A2AJson.Read<StreamResponse>(Encoding.UTF8.GetBytes(Json), UnknownFields.Keep);

        update.Task!.ExtensionData!["newTop"].GetRawText().ShouldBe("""{"b":null}""");
        CanonicalJson.OfValue(update).ShouldBe(CanonicalJson.Of(Json));
    }

    [Fact]
    public void An_agent_neither_keeps_nor_relays_fields_it_does_not_know()
    {
        var update = A2AJson.Read<StreamResponse>(Encoding.UTF8.GetBytes(Json), UnknownFields.Ignore);

        update.Task!.ExtensionData.ShouldBeNull();
        Encoding.UTF8.GetString(A2AJson.Write(update)).ShouldBe("""{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"}}}""");
    }

    [Fact]
    public void What_an_agent_reads_has_no_unknown_field_left_anywhere() =>
        WireMaker.Holds<SendMessageRequest>(request =>
        {
            var read = A2AJson.Read<SendMessageRequest>(A2AJson.Write(request), UnknownFields.Ignore);
            var written = Encoding.UTF8.GetString(A2AJson.Write(read));
            return !written.Contains("zzUnknown", StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}
