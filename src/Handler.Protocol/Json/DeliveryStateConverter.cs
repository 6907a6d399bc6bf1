namespace Handler.Protocol.Json;

internal sealed class DeliveryStateConverter() : WireEnumConverter<DeliveryState>(Names)
{
    public static WireNames<DeliveryState> Names { get; } = new()
    {
        [DeliveryState.Idle] = "idle",
        [DeliveryState.Due] = "due",
        [DeliveryState.Waiting] = "waiting",
        [DeliveryState.Gone] = "gone",
        [DeliveryState.Overflowed] = "overflowed",
        [DeliveryState.Held] = "held",
    };
}
