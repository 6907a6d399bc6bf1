using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;
using Handler.Protocol.V03;

namespace Handler.Tests.Protocol.V03;

/// <summary>What the mapping keeps and what it loses. The losses are spelled out here as in docs/dialects.md; all else must survive.</summary>
public sealed class V03MapperPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void An_update_of_1_0_comes_back_from_0_3_with_all_but_the_documented_losses() =>
        WireMaker.Holds<StreamResponse>(update =>
        {
            var there = V03Json.Write(V03Mapper.FromV1(update));

            var back = V03Mapper.ToV1(V03Json.ReadEvent(there));

            return Same(A2AJson.Write(back), A2AJson.Write(V03Losses.Of(update)));
        }).Check(Many);

    [Fact]
    public void A_request_of_1_0_comes_back_from_0_3_with_all_but_the_documented_losses() =>
        WireMaker.Holds<SendMessageRequest>(request =>
        {
            var there = V03Json.Write(V03Mapper.FromV1(request));

            var back = V03Mapper.ToV1(V03Json.Read<V03MessageSendParams>(there));

            return Same(A2AJson.Write(back), A2AJson.Write(V03Losses.Of(request)));
        }).Check(Many);

    [Fact]
    public void A_config_of_1_0_comes_back_from_0_3_without_its_tenant() =>
        WireMaker.Holds<TaskPushNotificationConfig>(config =>
        {
            var there = V03Json.Write(V03Mapper.FromV1(config));

            var back = V03Mapper.ToV1(V03Json.Read<V03TaskPushNotificationConfig>(there));

            return Same(A2AJson.Write(back), A2AJson.Write(V03Losses.Of(config)));
        }).Check(Many);

    [Fact]
    public void A_card_of_1_0_comes_back_from_0_3_with_all_but_the_documented_losses() =>
        WireMaker.Holds<AgentCard>(card =>
        {
            var there = V03Json.Write(V03Mapper.FromV1(card));

            var back = V03Mapper.ToV1(V03Json.Read<V03AgentCard>(there));

            return Same(A2AJson.Write(back), A2AJson.Write(V03Losses.Of(card)));
        }).Check(Many);

    [Fact]
    public void What_0_3_can_express_comes_back_from_1_0_as_it_was()
    {
        CheckIdentity<V03Task>(task => V03Mapper.FromV1(V03Mapper.ToV1(task)), task => task with { ContextId = task.ContextId ?? "" });
        CheckIdentity<V03Message>(message => V03Mapper.FromV1(V03Mapper.ToV1(message)), message => message);
        CheckIdentity<V03TaskStatusUpdateEvent>(
            update => V03Mapper.FromV1(V03Mapper.ToV1(update)),
            update => update with { ContextId = update.ContextId ?? "", Final = update.Status.State.IsTerminal });
        CheckIdentity<V03TaskArtifactUpdateEvent>(
            update => V03Mapper.FromV1(V03Mapper.ToV1(update)), update => update with { ContextId = update.ContextId ?? "" });
        CheckIdentity<V03TaskPushNotificationConfig>(config => V03Mapper.FromV1(V03Mapper.ToV1(config)), config => config with
        {
            // It has no place between task and config in 1.0.
            ExtensionData = null,
            PushNotificationConfig = config.PushNotificationConfig with
            {
                Authentication = config.PushNotificationConfig.Authentication is { } authentication
                    ? authentication with { Schemes = [authentication.Schemes[0]] }
                    : null,
            },
        });
    }

    [Fact]
    public void A_card_of_0_3_changes_once_and_then_no_more() =>
        WireMaker.Holds<V03AgentCard>(card =>
        {
            var once = V03Mapper.FromV1(V03Mapper.ToV1(card));

            var twice = V03Mapper.FromV1(V03Mapper.ToV1(once));

            return Same(V03Json.Write(twice), V03Json.Write(once));
        }).Check(Many);

    [Fact]
    public void Whatever_json_comes_is_mapped_or_refused_by_a_json_exception_and_what_is_mapped_can_be_written() =>
        Prop.ForAll(BrokenJson.OfGoldenFiles("v03"), json =>
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            CheckMapped(() => A2AJson.Write(V03Mapper.ToV1(V03Json.ReadEvent(utf8))));
            CheckMapped(() => A2AJson.Write(V03Mapper.ToV1(V03Json.Read<V03MessageSendParams>(utf8))));
            CheckMapped(() => A2AJson.Write(V03Mapper.ToV1(V03Json.Read<V03TaskPushNotificationConfig>(utf8))));
            CheckMapped(() => A2AJson.Write(V03Mapper.ToV1(V03Json.Read<IReadOnlyList<V03TaskPushNotificationConfig>>(utf8))));
            CheckMapped(() => A2AJson.Write(V03Mapper.ToV1(V03Json.Read<V03AgentCard>(utf8))));
            CheckMapped(() => A2AJson.Write(V03Mapper.ToV1(V03Json.Read<V03TaskQueryParams>(utf8))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static void CheckMapped(Action map)
    {
        try
        {
            map();
        }
        catch (JsonException)
        {
            // The documented refusal.
        }
    }

    private static void CheckIdentity<T>(Func<T, T> thereAndBack, Func<T, T> losses)
        where T : WireObject =>
        WireMaker.Holds<T>(value => Same(V03Json.Write(thereAndBack(value)), V03Json.Write(losses(value)))).Check(Many);

    private static bool Same(byte[] actual, byte[] expected)
    {
        CanonicalJson.Of(actual).ShouldBe(CanonicalJson.Of(expected));
        return true;
    }
}
