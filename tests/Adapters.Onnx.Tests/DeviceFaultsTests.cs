namespace RedKube.Adapters.Onnx.Tests;

public sealed class DeviceFaultsTests
{
    [Theory]
    [InlineData(
        "[ErrorCode:Fail] /onnxruntime/core/session/provider_bridge_ort.cc:1080 void Provider::Ensure() [ONNXRuntimeError] : 1 : FAIL : Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared object file: No such file or directory",
        "the library libcublasLt.so.12, which ONNX Runtime needs for it, is not on this machine")]
    [InlineData(
        "[ErrorCode:Fail] Failed to load library /opt/x/libonnxruntime_providers_shared.so with error: /opt/x/libonnxruntime_providers_shared.so: cannot open shared object file: No such file or directory",
        "ONNX Runtime's library for it, libonnxruntime_providers_shared.so, is not beside the program")]
    [InlineData(
        "[ErrorCode:Fail] CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1 ; hostname=box ; file=/a/b.cc ; line=66 ; expr=cudaSetDevice(id);",
        "the NVIDIA driver is missing or older than this CUDA needs")]
    [InlineData(
        "[ErrorCode:Fail] CUDA failure 719: unspecified launch failure ; GPU=0 ; hostname=box ; file=/a/b.cc",
        "the driver answers: unspecified launch failure (CUDA error 719)")]
    [InlineData("[ErrorCode:InvalidArgument] CUDA execution provider is not enabled in this build. ", "this build of ONNX Runtime has no support for it")]
    [InlineData("[ErrorCode:Fail] x.cc:1 f() [ONNXRuntimeError] : 1 : FAIL : something new happened.\nmore", "ONNX Runtime answers: something new happened")]
    public void Explain_WhatOnnxRuntimeSays_IsASentenceForPeople(string said, string expected)
    {
        var found = DeviceFaults.Explain(new InvalidOperationException(said));

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Explain_NoEntryPoint_SaysThatTheBuildLacksIt() =>
        Assert.Equal("this build of ONNX Runtime has no support for it", DeviceFaults.Explain(new EntryPointNotFoundException("Unable to find an entry point named 'X' in 'onnxruntime'.")));
}
