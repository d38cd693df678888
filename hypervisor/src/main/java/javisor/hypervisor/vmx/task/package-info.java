/**
 * Hardware task switches, which VMX leaves to the hypervisor: every one exits before it changes anything (Intel SDM vol. 3, 26.4.2).
 * What a task switch does is in chapter 8.
 */
package javisor.hypervisor.vmx.task;
