/* Makes one source valid OpenCL C and CUDA C++. The class DeviceKernel tells what a kernel may use. */
#ifdef __OPENCL_VERSION__
#ifdef cl_khr_fp64
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif
#pragma OPENCL FP_CONTRACT OFF
#define KERNEL __kernel
#define DEVICE
#define GLOBAL __global
#define RESTRICT restrict
#define LONG long
#define LOCAL_ARRAY(type, name, length) __local type name[length]
#define BARRIER barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)
#define GLOBAL_ID(axis) ((long)get_global_id(axis))
#define LOCAL_ID(axis) ((int)get_local_id(axis))
#define LOCAL_SIZE(axis) ((int)get_local_size(axis))
#define GROUP_ID(axis) ((int)get_group_id(axis))
#define GROUPS(axis) ((int)get_num_groups(axis))
#define SINCOS(x, s, c) ((s) = sincos((x), &(c)))
#else
#define KERNEL extern "C" __global__
#define DEVICE static __device__
#define GLOBAL
#define RESTRICT __restrict__
#define LONG long long
#define LOCAL_ARRAY(type, name, length) __shared__ type name[length]
#define BARRIER __syncthreads()
#define ORRERY_AXIS(v, axis) ((axis) == 0 ? (v).x : (axis) == 1 ? (v).y : (v).z)
#define GLOBAL_ID(axis) \
    ((long long)ORRERY_AXIS(blockIdx, axis) * ORRERY_AXIS(blockDim, axis) + ORRERY_AXIS(threadIdx, axis))
#define LOCAL_ID(axis) ((int)ORRERY_AXIS(threadIdx, axis))
#define LOCAL_SIZE(axis) ((int)ORRERY_AXIS(blockDim, axis))
#define GROUP_ID(axis) ((int)ORRERY_AXIS(blockIdx, axis))
#define GROUPS(axis) ((int)ORRERY_AXIS(gridDim, axis))
#define SINCOS(x, s, c) sincos((x), &(s), &(c))
#endif
#ifndef REAL
#define REAL double
#endif
