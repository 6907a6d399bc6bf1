using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.Legacy;

namespace Handler.Tests.Protocol.Legacy;

/// <summary>What the mapping keeps and what it loses. The losses are spelled out here as in docs/dialects.md; all else must survive.</summary>
public sealed class LegacyMapperPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void An_update_of_1_0_comes_back_from_legacy_with_all_but_the_documented_losses() =>
        WireMaker.Holds<StreamResponse>(update =>
        {
            var there = LegacyJson.Write(LegacyMapper.FromV1(update));

            var back = LegacyMapper.ToV1(LegacyJson.ReadEvent(there));

            return Same(A2AJson.Write(back), A2AJson.Write(LegacyLosses.Of(update)));
        }).Check(Many);

    [Fact]
    public void A_request_of_1_0_comes_back_from_legacy_without_its_configuration() =>
        WireMaker.Holds<SendMessageRequest>(request =>
        {
            var there = LegacyJson.Write(LegacyMapper.FromV1(request));

            var back = LegacyMapper.ToV1(LegacyJson.Read<LegacyTaskSendParams>(there), () => request.Message.MessageId);

            return Same(A2AJson.Write(back), A2AJson.Write(LegacyLosses.Of(request)));
        }).Check(Many);

    [Fact]
    public void A_config_of_1_0_comes_back_from_legacy_with_its_authentication_or_its_token() =>
        WireMaker.Holds<TaskPushNotificationConfig>(config =>
        {
            var there = LegacyJson.Write(LegacyMapper.FromV1(config));

            var back = LegacyMapper.ToV1(LegacyJson.Read<LegacyTaskPushNotificationConfig>(there));

            return Same(A2AJson.Write(back), A2AJson.Write(LegacyLosses.Of(config)));
        }).Check(Many);

    [Fact]
    public void What_legacy_can_express_comes_back_from_1_0_as_it_was()
    {
        CheckIdentity<LegacyTask>(task => LegacyMapper.FromV1(LegacyMapper.ToV1(task)), task => task);
        CheckIdentity<LegacyMessage>(message => LegacyMapper.FromV1(LegacyMapper.ToV1(message)), message => message);
        CheckIdentity<LegacyTaskStatusUpdateEvent>(
            update => LegacyMapper.FromV1(LegacyMapper.ToV1(update)),
            update => update with { ContextId = update.ContextId ?? "", Final = update.Status.State.IsTerminal });
        CheckIdentity<LegacyTaskArtifactUpdateEvent>(
            update => LegacyMapper.FromV1(LegacyMapper.ToV1(update)), update => update with { ContextId = update.ContextId ?? "" });
    }

    [Fact]
    public void A_card_of_legacy_changes_once_and_then_no_more() =>
        WireMaker.Holds<LegacyAgentCard>(card =>
        {
            var once = LegacyMapper.FromV1(LegacyMapper.ToV1(card));

            var twice = LegacyMapper.FromV1(LegacyMapper.ToV1(once));

            return Same(LegacyJson.Write(twice), LegacyJson.Write(once));
        }).Check(Many);

    [Fact]
    public void Whatever_json_comes_is_mapped_or_refused_by_the_documented_exceptions() =>
        Prop.ForAll(BrokenJson.OfGoldenFiles("legacy"), json =>
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            CheckMapped(() => A2AJson.Write(LegacyMapper.ToV1(LegacyJson.ReadEvent(utf8))));
            CheckMapped(() => A2AJson.Write(LegacyMapper.ToV1(LegacyJson.Read<LegacyTaskSendParams>(utf8), () => "m")));
            CheckMapped(() => A2AJson.Write(LegacyMapper.ToV1(LegacyJson.Read<LegacySetPushNotificationParams>(utf8))));
            CheckMapped(() => A2AJson.Write(LegacyMapper.ToV1(LegacyJson.Read<LegacyTaskPushNotificationConfig>(utf8))));
            CheckMapped(() => A2AJson.Write(LegacyMapper.ToGetTaskRequest(LegacyJson.Read<LegacyTaskIdParams>(utf8))));
            CheckMapped(() => LegacyJson.Read<IReadOnlyList<LegacyTask>>(utf8).Select(LegacyMapper.ToV1).ShouldAllBe(task => task.Id != null));
            CheckMapped(() => LegacyMapper.ToV1(LegacyJson.Read<LegacyAgentCard>(utf8)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static void CheckMapped(Action map)
    {
        try
        {
            map();
        }
        catch (JsonException)
        {
            // The documented refusal of reading.
        }
        catch (A2AException refused)
        {
            refused.Code.ShouldBe(A2AErrorCode.InvalidParams);
        }
    }

    private static void CheckIdentity<T>(Func<T, T> thereAndBack, Func<T, T> losses)
        where T : WireObject =>
        WireMaker.Holds<T>(value => Same(LegacyJson.Write(thereAndBack(value)), LegacyJson.Write(losses(value)))).Check(Many);

    private static bool Same(byte[] actual, byte[] expected)
    {
        CanonicalJson.Of(actual).ShouldBe(CanonicalJson.Of(expected));
        return true;
    }
}
